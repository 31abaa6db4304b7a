package misskey.conformance.play;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.mock.MockServer;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;

/** The mock in this process as the server under test: each scenario gets a session, and so a world, of its own. */
public final class MockUnderTest implements UnderTest {
    private final MockServer mock;
    private final Patience patience;
    private final UnaryOperator<SessionSettings> change;

    /** The mock as it is. It stays open. */
    public MockUnderTest(MockServer mock, Patience patience) {
        this(mock, patience, UnaryOperator.identity());
    }

    /** A mock whose sessions differ, e.g. by one fault. */
    public MockUnderTest(MockServer mock, Patience patience, UnaryOperator<SessionSettings> change) {
        this.mock = mock;
        this.patience = patience;
        this.change = change;
    }

    @Override
    public Direction side() {
        return Direction.SERVER;
    }

    @Override
    public String describe() {
        return "the embedded mock";
    }

    @Override
    public Performance play(Scenario scenario, Dialect dialect, long seed, Consumer<Step> onStep) {
        SessionSettings settings = change.apply(SessionSettings.of(scenario, dialect));
        Probe probe = new Probe(new EmbeddedTarget(mock, settings, patience));
        return new ClientPlayer(scenario, probe, seed, onStep).play();
    }
}
