package misskey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.node.NodePackage;
import misskey.node.NodeProgram;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.protocol.conversation.TranscriptJudge.Judgement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client that Misskey itself publishes, released from npm and unchanged, against the mock: it
 * understands what the mock sends, and the mock finds no fault in what it sends.
 */
class MisskeyJsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static NodePackage misskeyJs;

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private NodeProgram client;
    private int given;

    @BeforeAll
    static void install() throws Exception {
        NodePackage.assumeNode();
        misskeyJs = NodePackage.install(Path.of("adapters", "misskey-js"));
    }

    @BeforeEach
    void connect() throws Exception {
        client = misskeyJs.run("adapter.mjs", List.of(), Map.of());
        tell("hello", Json.object().put("protocol", 1).put("dialect", "documented"));
        tell(
                "open",
                Json.object()
                        .put("origin", session.origin().toString())
                        .put("stream", session.streamUrl().toString())
                        .put("token", session.token("alice").reveal()));
        tell("connect", Json.object().put("channel", "main").put("as", "main"));
        tell("connect", Json.object().put("channel", "localTimeline").put("as", "localTimeline"));
        awaitFrame(frame("connect", Json.object().put("channel", "main").put("id", "1")));
        awaitFrame(
                frame("connect", Json.object().put("channel", "localTimeline").put("id", "2")));
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        mock.close();
    }

    @Test
    void reportsTheEventsOfItsChannels() throws Exception {
        String alice = idOf("alice");
        String bob = idOf("bob");

        String mention = post("bob", Json.object().put("text", "@alice hello"));
        call("bob", "following/create", Json.object().put("userId", alice));
        String note = post("bob", Json.object().put("text", "to everybody"));
        call("alice", "i/update", Json.object().put("name", "Alice"));

        awaitReport(event("main", "meUpdated", alice));
        leave();
        assertThat(told())
                .as(client.everythingWritten())
                .containsExactlyInAnyOrder(
                        state("connected"),
                        event("localTimeline", "note", mention),
                        event("main", "mention", mention),
                        event("main", "followed", bob),
                        event("localTimeline", "note", note),
                        event("main", "meUpdated", alice),
                        state("closed"));
    }

    @Test
    void reportsWhatHappensToANoteItCaptured() throws Exception {
        String bob = idOf("bob");
        String note = postQuietly("bob");
        capture(note);

        call("bob", "notes/reactions/create", noteId(note).put("reaction", "👍"));
        call("bob", "notes/polls/vote", noteId(note).put("choice", 1));
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        call("bob", "notes/delete", noteId(note));

        JsonNode deletion = client.await(
                "the deletion", report -> report.path("type").stringValue("").equals("deleted"), PATIENCE);
        leave();
        assertThat(Instant.parse(deletion.path("body").path("deletedAt").stringValue("")))
                .isBetween(before, Instant.now());
        assertThat(told())
                .as(client.everythingWritten())
                .containsExactly(
                        state("connected"),
                        update(
                                note,
                                "reacted",
                                Json.object().put("reaction", "👍").put("userId", bob)),
                        update(note, "pollVoted", Json.object().put("choice", 1).put("userId", bob)),
                        update(note, "deleted", deletion.path("body")),
                        state("closed"));
    }

    @Test
    void reportsNothingMoreOfANoteItReleased() throws Exception {
        JsonNode reaction = Json.object().put("reaction", "👍").put("userId", idOf("bob"));
        String released = postQuietly("bob");
        String kept = postQuietly("bob");
        capture(released);
        capture(kept);
        tell("release", Json.object().put("id", released));
        awaitFrame(frame("unsubNote", Json.object().put("id", released)));

        call("bob", "notes/reactions/create", noteId(released).put("reaction", "👍"));
        call("bob", "notes/reactions/create", noteId(kept).put("reaction", "👍"));

        awaitReport(update(kept, "reacted", reaction));
        leave();
        assertThat(told())
                .as(client.everythingWritten())
                .containsExactly(state("connected"), update(kept, "reacted", reaction), state("closed"));
    }

    /**
     * Ends the client. It leaves by the closing handshake, nothing keeps its program alive, and on the whole
     * way it broke no rule and used nothing that the document does not have.
     */
    private void leave() throws Exception {
        tell("close", Json.object());
        client.endInput();
        assertThat(client.awaitExit(PATIENCE)).as(client.everythingWritten()).isZero();
        assertThat(session.await(line -> line.op() == Line.Op.CLOSED, PATIENCE))
                .as(() -> "the end of the connection in the journal\n" + client.everythingWritten())
                .hasValueSatisfying(
                        closed -> assertThat(closed.get("code").intValue(0)).isEqualTo(1000));

        String written = client.everythingWritten();
        Judgement judgement = TranscriptJudge.judge(session.session().dialect(), session.journal());
        assertThat(session.findings()).as(written).isEmpty();
        assertThat(judgement.findings()).as(written).isEmpty();
        assertThat(judgement.drifts().seen()).as(written).isEmpty();
        assertThat(written).doesNotContain(session.token("alice").reveal());
    }

    private void capture(String note) throws Exception {
        tell("capture", Json.object().put("id", note));
        awaitFrame(frame("subNote", Json.object().put("id", note)));
    }

    /** The document has no answer to these frames, so what follows one waits until the mock has it. */
    private void awaitFrame(JsonNode wanted) throws InterruptedException {
        assertThat(session.await(line -> isFromClient(line, wanted), PATIENCE))
                .as(() -> "the frame " + wanted + "\n" + client.everythingWritten())
                .isPresent();
    }

    private static boolean isFromClient(Line line, JsonNode frame) {
        return line.op() == Line.Op.TEXT
                && line.from() == Direction.CLIENT
                && Json.read(line.wholeText().orElseThrow()).equals(frame);
    }

    private void awaitReport(JsonNode wanted) throws InterruptedException {
        client.await(wanted.toString(), report -> brief(report).equals(wanted), PATIENCE);
    }

    /** Gives a command, and waits until the adapter has answered it. */
    private void tell(String command, ObjectNode members) throws Exception {
        int n = ++given;
        client.tell(Json.write(Json.object().put("n", n).put("command", command).setAll(members)));
        client.await("the answer to " + command, report -> report.path("n").intValue(0) == n, PATIENCE);
    }

    /** What misskey-js told, without the answers to commands; of what a channel sent, the id. */
    private List<JsonNode> told() {
        return client.reports().stream()
                .filter(report -> !report.has("n"))
                .map(MisskeyJsTest::brief)
                .toList();
    }

    private static JsonNode brief(JsonNode report) {
        if (!report.has("channel")) {
            return report;
        }
        return event(
                report.path("channel").stringValue(),
                report.path("type").stringValue(),
                report.path("body").path("id").stringValue());
    }

    private String idOf(String account) throws Exception {
        return call(account, "i", Json.object()).path("id").stringValue();
    }

    /** Posts a poll that no timeline shows. */
    private String postQuietly(String account) throws Exception {
        ObjectNode poll = Json.object().put("visibility", "home");
        poll.putObject("poll").putArray("choices").add("tea").add("coffee");
        return post(account, poll);
    }

    private String post(String account, ObjectNode note) throws Exception {
        return call(account, "notes/create", note)
                .path("createdNote")
                .path("id")
                .stringValue();
    }

    private JsonNode call(String account, String endpoint, ObjectNode data) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(session.origin().resolve("/api/" + endpoint))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + session.token(account).reveal())
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(data)))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(endpoint + ": " + response.body()).isBetween(200, 299);
        return response.body().isEmpty() ? Json.object() : Json.read(response.body());
    }

    private static ObjectNode frame(String type, ObjectNode body) {
        ObjectNode frame = Json.object().put("type", type);
        frame.set("body", body);
        return frame;
    }

    private static ObjectNode noteId(String note) {
        return Json.object().put("noteId", note);
    }

    private static JsonNode state(String event) {
        return Json.object().put("report", "state").put("state", event);
    }

    private static JsonNode event(String channel, String type, String id) {
        return Json.object()
                .put("report", "event")
                .put("channel", channel)
                .put("type", type)
                .put("id", id);
    }

    private static JsonNode update(String note, String type, JsonNode body) {
        ObjectNode report =
                Json.object().put("report", "noteUpdated").put("id", note).put("type", type);
        report.set("body", body);
        return report;
    }
}
