package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.reference.ReferenceClient;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.mutant.Mutant;
import misskey.mock.play.ServerPlayer;
import misskey.mock.play.Subject;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Performance;

/** A small scenario, played for real: to a client, with the mock as its server, or to a server. */
final class Playing {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long the kit's own client waits for what a server owes it. */
    private static final Duration OF_THE_CLIENT = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final Dialect dialect;

    private Playing(Scenario scenario, Dialect dialect) {
        this.scenario = scenario;
        this.dialect = dialect;
    }

    /** These steps, for clients only, with alice, bob and two notes of bob. */
    static Playing forClients(String steps) {
        return of("covers: [client.event-once]\nplays: [client]\n", steps);
    }

    /** These steps, for servers only, with alice, bob and two notes of bob. */
    static Playing forServers(String steps) {
        return of("covers: [channel.id-echoed]\nplays: [server]\n", steps);
    }

    /** These steps under a head of one's own. */
    static Playing of(String head, String steps) {
        String world = "world: {users: [alice, bob], notes: {n1: {by: bob}, n2: {by: bob}}}\n";
        try {
            return new Playing(
                    ScenarioReader.parse("test.yaml", "scenario: A test\n" + head + world + "steps:\n" + steps),
                    Dialect.named("documented"));
        } catch (ScenarioError mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    Playing in(String name) {
        return new Playing(scenario, Dialect.named(name));
    }

    private SessionSettings settings() {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(dialect)
                .withAccounts(scenario.cast().users());
        return scenario.virtualTime() ? settings.withVirtualTime() : settings;
    }

    /** To the kit's own client. */
    Performance toClient() {
        return toClient(() -> new ReferenceClient(dialect, OF_THE_CLIENT));
    }

    Performance toClient(Supplier<Subject> subjects) {
        return toClient(Optional.of(subjects));
    }

    /** To nobody that takes commands. */
    Performance toNobody() {
        return toClient(Optional.empty());
    }

    private Performance toClient(Optional<Supplier<Subject>> subjects) {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(settings())) {
            return new ServerPlayer(scenario, session, subjects, PATIENCE, 1, step -> {}).play();
        }
    }

    /** To the mock as it should be. */
    Performance toServer() {
        return toServer(settings());
    }

    Performance toServer(Mutant mutant) {
        return toServer(settings().withMutation(mutant.mutation()));
    }

    private Performance toServer(SessionSettings settings) {
        try (EmbeddedTarget target = new EmbeddedTarget(settings, Patience.embedded())) {
            return new ClientPlayer(scenario, new Probe(target), 1, step -> {}).play();
        }
    }

    static void passes(Performance played) {
        assertThat(played.diagnosis()).isEmpty();
        assertThat(played.passed()).isTrue();
        assertThat(played.evidence()).isNotEmpty();
    }

    /** It broke for this reason, and the message says so. */
    static void breaks(Performance played, Broken.Why why, String message) {
        assertThat(played.diagnosis())
                .as("the scenario was to be broken: %s", why)
                .hasValueSatisfying(diagnosis -> {
                    assertThat(diagnosis.why()).as(diagnosis.message()).isEqualTo(why);
                    assertThat(diagnosis.message()).contains(message);
                });
        assertThat(played.ending()).isEqualTo(why.ending());
    }
}
