package misskey.conformance.laws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import misskey.conformance.play.ClientPlayer;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.reference.ClientMutant;
import misskey.conformance.reference.ReferenceClient;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.mutant.Mutant;
import misskey.mock.play.ServerPlayer;
import misskey.mock.play.Subject;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Performance;

/**
 * Plays files about bugs. Waits cost no time: the mock's clock is virtual where a file waits, and the clients look at
 * that clock. Thread-safe.
 */
final class BugPlay implements AutoCloseable {
    private static final Patience GOOD = Patience.embedded().times(5);
    private static final Patience BROKEN = Patience.embedded().times(2.5);
    private static final Duration CLIENT = Duration.ofSeconds(5);

    private final MockServer mock = MockServer.start();

    /** One file, to one side, in one dialect. */
    record Part(Scenario scenario, Direction to, Dialect dialect) {
        static List<Part> all(Scenario scenario) {
            List<Part> parts = new ArrayList<>();
            for (String dialect : Dialect.NAMES) {
                for (Direction side : scenario.plays()) {
                    if (scenario.holdsIn(dialect)) {
                        parts.add(new Part(scenario, side, Dialect.named(dialect)));
                    }
                }
            }
            return parts;
        }

        @Override
        public String toString() {
            return scenario.file() + " to a " + to.label() + " of " + dialect.name();
        }
    }

    /** To the kit's own client, or the unbroken mock. */
    Performance playToTheGood(Part part) {
        SessionSettings settings = settings(part.scenario(), part.dialect());
        return part.to() == Direction.CLIENT
                ? toClient(part.scenario(), settings, GOOD, clock -> () -> new ReferenceClient(part.dialect(), CLIENT))
                : toServer(part.scenario(), settings, GOOD);
    }

    Performance playTo(ClientMutant mutant, Scenario scenario) {
        SessionSettings settings = settings(scenario, firstDialect(scenario));
        return toClient(scenario, settings, BROKEN, clock -> () -> mutant.client(settings.dialect(), CLIENT, clock));
    }

    Performance playTo(Mutant mutant, Scenario scenario) {
        return toServer(scenario, settings(scenario, firstDialect(scenario)).withMutation(mutant.mutation()), BROKEN);
    }

    /** The same file, waiting eight seconds for what a client does after a while: the broken ones never do it. */
    static Scenario impatient(Scenario scenario) {
        try {
            return ScenarioReader.parse(scenario.file(), scenario.text().replaceAll("(within: +)\\d+s", "$18s"));
        } catch (ScenarioError broken) {
            throw new AssertionError(broken.getMessage(), broken);
        }
    }

    private static Dialect firstDialect(Scenario scenario) {
        return Dialect.NAMES.stream()
                .filter(scenario::holdsIn)
                .map(Dialect::named)
                .findFirst()
                .orElseThrow();
    }

    private static SessionSettings settings(Scenario scenario, Dialect dialect) {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(dialect)
                .withAccounts(scenario.cast().users());
        return scenario.text().contains("wait:") ? settings.withVirtualTime() : settings;
    }

    private interface Client {
        Supplier<Subject> by(Clock clock);
    }

    private Performance toClient(Scenario scenario, SessionSettings settings, Patience patience, Client client) {
        try (MockSession session = mock.session(settings)) {
            Supplier<Subject> subjects = client.by(session.session().timeOfDay());
            return new ServerPlayer(scenario, session, Optional.of(subjects), patience.event(), 1, step -> {}).play();
        }
    }

    private static Performance toServer(Scenario scenario, SessionSettings settings, Patience patience) {
        try (EmbeddedTarget target = new EmbeddedTarget(settings, patience)) {
            return new ClientPlayer(scenario, new Probe(target), 1, step -> {}).play();
        }
    }

    @Override
    public void close() {
        mock.close();
    }
}
