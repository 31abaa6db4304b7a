package misskey.conformance.play;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import misskey.conformance.probe.Patience;
import misskey.mock.MockServer;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.store.Namespace;

/**
 * What scenarios are played to, and how. Thread-safe.
 *
 * @param seed what the values are made from that a scenario leaves open
 * @param underTest a server, a client, or one of each
 * @param onResult is told of each result as it comes, from any thread
 * @param atEnd lets go of what was started for this run
 */
record ScenarioContext(
        Dialect dialect, long seed, List<UnderTest> underTest, Consumer<PlayedScenario> onResult, Runnable atEnd)
        implements EngineExecutionContext {
    /** Where the engine finds one in the store of its launcher session. */
    static final Namespace NAMESPACE = Namespace.create(ScenarioEngine.ID);

    static final String KEY = "context";

    /** A build runs on busy machines, and what comes in time costs no patience. */
    private static final Patience PATIENCE = Patience.embedded().times(3);

    /** The mock, and the kit's own client. */
    static ScenarioContext of(ConfigurationParameters parameters) {
        Dialect dialect = Dialect.named(parameters.get(ScenarioEngine.DIALECT).orElse("documented"));
        long seed = parameters.get(ScenarioEngine.SEED, Long::valueOf).orElse(1L);
        MockServer mock = MockServer.start();
        return new ScenarioContext(
                dialect,
                seed,
                List.of(new MockUnderTest(mock, PATIENCE), ClientUnderTest.own(mock, PATIENCE.event())),
                result -> {},
                mock::close);
    }

    /** The same in this dialect. */
    ScenarioContext with(Dialect changed) {
        return new ScenarioContext(changed, seed, underTest, onResult, () -> {});
    }

    /** The same with this client instead, and this dialect. */
    ScenarioContext with(Dialect changed, Supplier<Subject> client) {
        MockServer mock = MockServer.start();
        return new ScenarioContext(
                changed,
                seed,
                List.of(new ClientUnderTest(
                        client.getClass().getSimpleName(), mock, spoken -> client.get(), PATIENCE.event())),
                onResult,
                mock::close);
    }

    /** What is of this side. */
    Optional<UnderTest> of(Direction side) {
        return underTest.stream().filter(each -> each.side() == side).findFirst();
    }
}
