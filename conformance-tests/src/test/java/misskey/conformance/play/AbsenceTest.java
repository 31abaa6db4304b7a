package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.reference.ReferenceClient;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.session.SessionSettings;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;
import org.junit.jupiter.api.Test;

/** What a {@code never} forbids, and what it does not. */
class AbsenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SessionSettings SETTINGS = SessionSettings.defaults();

    private static Scenario scenario(String plays, String steps) throws Exception {
        return ScenarioReader.parse("test.yaml", """
                scenario: A test
                covers: [connection.handshake]
                plays: [%s]
                world: {users: [alice], notes: {n1: {by: alice}, n2: {by: alice}}}
                steps:
                """.formatted(plays) + steps.indent(2));
    }

    private static Performance toServer(Scenario scenario) {
        try (EmbeddedTarget target = new EmbeddedTarget(SETTINGS, Patience.embedded())) {
            return new ClientPlayer(scenario, new Probe(target), 1, step -> {}).play();
        }
    }

    private static Performance toClient(Scenario scenario) {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SETTINGS)) {
            return new ServerPlayer(
                            scenario,
                            session,
                            Optional.of(() -> new ReferenceClient(SETTINGS.dialect(), PATIENCE)),
                            PATIENCE,
                            1,
                            step -> {})
                    .play();
        }
    }

    @Test
    void serverThatAnswersTheLastCloseHasNotEndedTheConnection() throws Exception {
        Performance played = toServer(scenario("server", """
                - open:   {as: alice}
                - never:  {server: {$close: {$any: true}}}
                  until:
                    - client: {type: connect, body: {channel: main, id: m, pong: true}}
                    - server: {type: connected, body: {id: m}}
                """));

        assertThat(played.passed()).as(String.valueOf(played.diagnosis())).isTrue();
    }

    @Test
    void clientThatIsToldToEndHasNotEndedTheConnection() throws Exception {
        Performance played = toClient(scenario("client", """
                - open:   {as: alice}
                - never:  {client: {$close: {$any: true}}}
                  until:
                    - connect: {channel: main, as: mine}
                """));

        assertThat(played.passed()).as(String.valueOf(played.diagnosis())).isTrue();
    }

    @Test
    void reportThatMustNotComeIsFoundAfterTheClientHasEnded() throws Exception {
        Performance played = toClient(scenario("client", """
                - open:    {as: alice}
                - capture: "${n1.id}"
                - update:  {note: "${n1.id}", type: deleted}
                - never:   {seen: {noteUpdated: "${n1.id}", type: reacted}}
                  until:
                    - server: {type: noteUpdated, body: {id: "${n1.id}", type: reacted, body: {}}}
                    - update: {note: "${n1.id}", type: deleted}
                """));

        assertThat(played.diagnosis()).map(Diagnosis::why).contains(Broken.Why.FORBIDDEN);
    }

    @Test
    void whatMustNotComeIsToldAtTheStepThatForbidsIt() throws Exception {
        Performance played = toClient(scenario("client", """
                - open:    {as: alice}
                - never:   {client: {type: subNote}}
                  until:
                    - app:     {capture: "${n1.id}"}
                    - connect: {channel: main, as: mine}
                """));

        Diagnosis diagnosis = played.diagnosis().orElseThrow();
        assertThat(diagnosis.why()).isEqualTo(Broken.Why.FORBIDDEN);
        assertThat(diagnosis.at()).hasToString("test.yaml:7:5");
        assertThat(diagnosis.message()).contains("must not have come: {\"type\":\"subNote\"");
    }
}
