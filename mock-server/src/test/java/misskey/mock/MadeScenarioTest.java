package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions that the control API makes with a scenario to play. */
class MadeScenarioTest {
    private static final String BEGINNING = """
            scenario: Somebody captures a note
            covers: [note.capture-starts-events]
            plays: [client]
            world: {users: [dave], notes: {n1: {by: dave}}}
            steps:
              - open: {as: dave}
              - client: {type: subNote, body: {id: "${n1.id}"}}
            """;
    private static final String WITH_AN_END = BEGINNING + "  - server: {type: future, body: {x: '<script>'}}\n";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final ControlPeer control = new ControlPeer(session);

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void scenarioIsPlayedToWhoeverConnects() throws InterruptedException {
        JsonNode made = make(WITH_AN_END, "20s");
        assertThat(standing("")).isEqualTo(Json.read("""
                {"title":"Somebody captures a note","state":"waiting","step":"scenario:6:5"}"""));

        for (String when : new String[] {"at first", "after a reset"}) {
            try (StreamPeer dave = open(made)) {
                dave.say("{'type':'subNote','body':{'id':'" + note() + "'}}");

                assertThat(dave.next("the script's frame").path("type").stringValue())
                        .as(when)
                        .isEqualTo("future");
                assertThat(standing("?wait=20")).as(when).isEqualTo(Json.read("""
                        {"title":"Somebody captures a note","state":"passed","step":"scenario:8:5"}"""));
            }
            control.ask("POST", "/sessions/1/reset", "", 204);
            assertThat(standing("").path("state").stringValue()).isEqualTo("waiting");
        }
    }

    @Test
    void clientThatDoesSomethingElseBreaksItAndNoTokenIsTold() {
        JsonNode made = make(BEGINNING.replace("${n1.id}", "dave-token") + "    within: 100ms\n", "20s");
        try (StreamPeer dave = open(made)) {
            dave.say("{'type':'ch','body':{'id':'dave-token'}}");
            JsonNode standing = standing("?wait=20");

            assertThat(standing.path("state").stringValue()).isEqualTo("broken");
            assertThat(standing.path("step").stringValue()).isEqualTo("scenario:7:5");
            assertThat(standing.path("message").stringValue())
                    .startsWith("scenario:7:5: nothing came: waited 100 ms; ")
                    .doesNotContain("dave-token");
        }
    }

    @Test
    void whatOnlyAnAdapterCanTellIsUntestable() throws InterruptedException {
        JsonNode made = make(BEGINNING + "  - seen: {noteUpdated: \"${n1.id}\"}\n", "20s");
        try (StreamPeer dave = open(made)) {
            dave.say("{'type':'subNote','body':{'id':'" + note() + "'}}");

            assertThat(standing("?wait=20").path("state").stringValue()).isEqualTo("untestable");
        }
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /sessions/1", "CLOSE, -"})
    void endingTheSessionEndsTheScenario(String way, String path) {
        make(BEGINNING, "10m");
        Thread player = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("misskey-mock scenario of " + port()))
                .findFirst()
                .orElseThrow();
        assertThat(player.isAlive()).isTrue();

        if (way.equals("DELETE")) {
            control.ask(way, path, "", 204);
        } else {
            mock.close();
        }
        assertThat(player.isAlive()).as("once the request is answered").isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps: [{open: {as: alice}}]                 | scenario:1:1: "scenario" is missing: What happens, in one clause.
            scenario: [                                  | scenario:1:12: not YAML: expected the node content, but found '<stream end>', while parsing a flow node
            {scenario: x, covers: [main.folowed], steps: [{open: {as: alice}}]} | scenario:1:24: there is no requirement "main.folowed"; did you mean "main.followed"?
            {scenario: x, covers: [main.followed], steps: [{open: {as: alise}}]} | scenario:1:56: the world has no account "alise"; it has alice, bob; did you mean "alice"?
            {scenario: x, covers: [main.followed], plays: [server], steps: [{open: {as: alice}}, {server: {type: x}}]} | this scenario is for servers (plays: [server])
            """)
    void mistakeIsNamedWithItsPlace(String text, String error) {
        JsonNode refused = control.post("/sessions", Json.object().put("scenario", text), 400);

        assertThat(refused.path("error").stringValue()).isEqualTo(error);
    }

    private JsonNode make(String scenario, String within) {
        ObjectNode order = Json.object().put("scenario", scenario).put("within", within);
        return control.post("/sessions", order, 201);
    }

    private JsonNode standing(String query) {
        return control.ask("GET", "/sessions/1" + query, "", 200).path("scenario");
    }

    private int port() {
        return URI.create(control.ask("GET", "/sessions/1", "", 200)
                        .path("httpUrl")
                        .stringValue())
                .getPort();
    }

    private static StreamPeer open(JsonNode made) {
        return StreamPeer.at(URI.create(
                made.path("wsUrl").stringValue() + "?i=" + made.path("token").stringValue()));
    }

    /** The id of the note, once it is there. */
    private String note() throws InterruptedException {
        return session.sessions()
                .find("1")
                .orElseThrow()
                .arrivals()
                .await(line -> line.op() == Line.Op.CALL, Duration.ofSeconds(20))
                .orElseThrow()
                .get("response")
                .at("/createdNote/id")
                .stringValue();
    }
}
