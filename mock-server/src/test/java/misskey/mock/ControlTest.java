package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The control API, over HTTP. */
class ControlTest {
    private MockServer mock;
    private MockSession session;
    private ControlPeer control;

    @BeforeEach
    void start() {
        mock = MockServer.start();
        session = mock.session(SessionSettings.defaults());
        control = new ControlPeer(session);
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void madeSessionHasAWorldOfItsOwnBehindTheSamePort() {
        JsonNode made = control.ask("POST", "/sessions", "{'dialect':'misskey-2025','seed':7}", 201);
        ApiPeer alice = new ApiPeer(session, "alice");

        assertThat(made.path("tokens").propertyNames()).containsExactly("alice", "bob", "carol", "admin");
        assertThat(made.path("token")).isEqualTo(made.at("/tokens/alice"));
        try (StreamPeer theirs = StreamPeer.at(stream(made));
                StreamPeer ours = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            theirs.connect("localTimeline", "l");
            alice.note("of the standing session");
            HttpResponse<String> posted = alice.post(
                    "notes/create",
                    "{\"i\":\"" + made.path("token").stringValue() + "\",\"text\":\"of the made one\"}");

            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(theirs.untilPong())
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.at("/body/body/text").stringValue())
                            .isEqualTo("of the made one"));
            assertThat(ours.untilFence())
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.at("/body/body/text").stringValue())
                            .isEqualTo("of the standing session"));
        }
        assertThat(control.ask("GET", "/sessions", "", 200).path("sessions").valueStream())
                .extracting(one -> one.path("dialect").stringValue())
                .containsExactly("documented", "misskey-2025");
    }

    @Test
    void sessionMayHaveAPortOfItsOwn() {
        JsonNode made = control.ask("POST", "/sessions", "{'port':true,'accounts':['dave']}", 201);

        try (StreamPeer dave = StreamPeer.at(URI.create(made.path("wsUrl").stringValue() + "?i=dave-token"))) {
            dave.connect("main", "m");
            assertThat(control.ask("GET", "/sessions/1/connections", "", 200).at("/connections/0/id"))
                    .hasToString("\"dave-1\"");
            assertThat(made.path("wsUrl").stringValue()).doesNotContain(":" + session.port() + "/");

            control.ask("DELETE", "/sessions/1", "", 204);
            assertThat(dave.closeCode()).isEqualTo(1006);
        }
        control.ask("GET", "/sessions/1", "", 404);
    }

    @Test
    void endedSessionIsCutAndItsTokensMeanNothing() {
        JsonNode made = control.ask("POST", "/sessions", "{}", 201);
        try (StreamPeer stream = StreamPeer.at(stream(made))) {
            stream.connect("main", "m");
            control.ask("DELETE", "/sessions/" + made.path("id").stringValue(), "", 204);

            assertThat(stream.closeCode()).isEqualTo(1006);
        }
        HttpResponse<String> refused = new ApiPeer(session, "alice")
                .post("i", "{\"i\":\"" + made.path("token").stringValue() + "\"}");
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void resetEmptiesTheWorldAndTheJournalAndKeepsTheTokens() {
        new ApiPeer(session, "alice").note("gone");
        try (StreamPeer before = StreamPeer.as(session, "alice").connect("main", "m")) {
            control.ask("POST", "/sessions/default/reset", "", 204);

            assertThat(before.closeCode()).isEqualTo(1006);
        }
        assertThat(session.journal()).isEmpty();
        assertThat(new ApiPeer(session, "alice").call("notes/local-timeline", "{}"))
                .isEmpty();
        try (StreamPeer after = StreamPeer.as(session, "alice").connect("main", "m")) {
            new ApiPeer(session, "alice").call("i/update", "{'name':'A'}");
            assertThat(after.untilFence()).hasSize(1);
        }
    }

    @Test
    void framesAreSentAsTheyAre() throws Exception {
        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m")) {
            control.ask(
                    "POST",
                    "/sessions/default/connections/alice-1/send",
                    "{'frame':{'type':'futureThing','body':{}}}",
                    204);
            assertThat(stream.next("the frame")).hasToString("{\"type\":\"futureThing\",\"body\":{}}");

            control.ask("POST", "/sessions/default/connections/alice-1/send", "{'text':'[1'}", 204);
            control.ask("POST", "/sessions/default/connections/alice-1/close", "{'code':1012,'reason':'restart'}", 204);
            assertThat(stream.closeCode()).isEqualTo(1012);
        }
        Journals.await(session, "alice-1", Line.Op.CLOSED);
        control.ask("POST", "/sessions/default/connections/alice-1/cut", "", 404);
    }

    @Test
    void awaitAnswersOnceEnoughFramesHaveCome() {
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> control.ask(
                "POST", "/sessions/default/await", "{'frame':{'type':'subNote'},'count':2,'within':'20s'}", 200));
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say("{'type':'subNote','body':{'id':'n1'}}");
            stream.say("{'type':'subNote','body':{'id':'n2'}}");

            assertThat(answer.join().path("lines").valueStream())
                    .extracting(line -> line.path("text").stringValue())
                    .containsExactly(
                            "{\"type\":\"subNote\",\"body\":{\"id\":\"n1\"}}",
                            "{\"type\":\"subNote\",\"body\":{\"id\":\"n2\"}}");
        }
        JsonNode late =
                control.ask("POST", "/sessions/default/await", "{'frame':{'type':'unsubNote'},'within':'10ms'}", 408);
        assertThat(late).hasToString("{\"error\":\"waited 10 ms for 1 matching, and 0 came\"}");
    }

    @Test
    void virtualTimePassesWhenItIsTold() throws Exception {
        JsonNode made = control.ask("POST", "/sessions", "{'clock':'virtual','port':true}", 201);
        URI url = URI.create(made.path("wsUrl").stringValue());
        try (StreamPeer stream = StreamPeer.at(url).connect("localTimeline", "l")) {
            control.ask("POST", "/sessions/1/advance", "{'by':'20s'}", 204);
            control.ask("POST", "/sessions/1/await", "{'op':'ping','from':'server'}", 200);
            assertThat(stream.untilFence()).isEmpty();
        }
        assertThat(control.ask("POST", "/sessions/default/advance", "{'by':'1s'}", 409)
                        .path("error"))
                .hasToString("\"the time of this session is real; only that of a session whose clock is virtual"
                        + " or auto can be advanced\"");
    }

    @Test
    void journalAndFindingsTellWhatClientsDid() {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'unsubNote','body':{'id':'n1'}}");
            stream.untilFence();
        }
        assertThat(control.ask("GET", "/sessions/default/findings", "", 200).at("/findings/0/code"))
                .hasToString("\"RELEASE_WITHOUT_CAPTURE\"");

        String journal =
                control.exchange("GET", "/sessions/default/journal?after=1", "").body();
        assertThat(journal.lines().map(line -> Json.read(line).path("n").intValue()))
                .startsWith(2, 3);
        assertThat(control.exchange("GET", "/sessions/default/journal", "").body())
                .doesNotContain("alice-token");
    }

    @Test
    void journalMayBeWaitedFor() {
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> control.exchange("GET", "/sessions/default/journal?wait=60", ""));
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            assertThat(waiting.orTimeout(20, TimeUnit.SECONDS).join().body())
                    .startsWith("{\"n\":1,")
                    .contains("\"op\":\"open\"");
            stream.connect("main", "m");
            assertThat(control.exchange("GET", "/sessions/default/journal?after=1&last=1&wait=60", "")
                            .body())
                    .as("waits for nothing where there is something")
                    .hasLineCount(1)
                    .contains("connected");
        }
        assertThat(control.exchange("GET", "/sessions/default/journal?after=1000&wait=1", "")
                        .body())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} with {2} is answered {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET    | /sesions                        | -                          | 404 | there is nothing at this path; GET /_kit/openapi.json tells what there is
            GET    | /sessions/9                     | -                          | 404 | there is no session "9"; GET /_kit/sessions lists those there are
            GET    | /sessions/..                    | -                          | 404 | there is no session ".."; GET /_kit/sessions lists those there are
            PUT    | /sessions                       | -                          | 405 | this path takes GET, POST
            DELETE | /sessions/default               | -                          | 409 | the session "default" is always there; POST …/reset empties it
            POST   | /sessions                       | {                          | 400 | the body is not one JSON document
            POST   | /sessions                       | []                         | 400 | the body is a JSON array instead of an object
            POST   | /sessions                       | {'dialekt':'documented'}   | 400 | there is no "dialekt" here; did you mean "dialect"?
            POST   | /sessions                       | {'dialect':'misskey-13'}   | 400 | there is no dialect "misskey-13"; there is: documented, misskey-12, misskey-2025; did you mean "misskey-12"?
            POST   | /sessions                       | {'clock':'virtuel'}        | 400 | "clock" is real or virtual or auto; found "virtuel"; did you mean "virtual"?
            POST   | /sessions                       | {'seed':'1'}               | 400 | "seed" is a whole number; found string "1"
            POST   | /sessions                       | {'accounts':['a b']}       | 400 | "accounts" is a list of different names of letters, digits and underscores; found array ["a b"]
            POST   | /sessions/default/await         | {}                         | 400 | give "frame", a pattern with the members that must be there, or "op"
            POST   | /sessions/default/await         | {'frame':{'type':{'$regex':'('}}} | 400 | "frame": not a pattern: ( is no regular expression: Unclosed group
            POST   | /sessions/default/await         | {'frame':{'type':{'$regx':'a'}}}  | 400 | "frame": not a pattern: {"$regx":"a"}: there is no operator $regx; did you mean "$regex"?
            POST   | /sessions/default/await         | {'op':'pingg'}             | 400 | "op" is open or closed or ping or pong or close or binary; found "pingg"; did you mean "ping"?
            POST   | /sessions/default/await         | {'frame':{},'within':'1h'} | 400 | "within" is a time such as 250ms, 1.5s or 2m; found "1h"
            GET    | /sessions/default/journal?after=x | -                        | 400 | "after" is the number of a line; found "x"
            GET    | /sessions/default/journal?last=-1 | -                       | 400 | "last" is how many lines; found "-1"
            GET    | /sessions/default/journal?wait=601 | -                      | 400 | "wait" is a number of seconds, at most 600; found "601"
            POST   | /sessions/default/connections/x/cut | -                      | 404 | there is no open connection "x"; GET …/connections lists those there are
            """)
    void mistakeIsNamed(String method, String path, String body, int status, String error) {
        HttpResponse<String> answer = control.exchange(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("error").stringValue()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: localhost:1, 200",
        "Host: 127.0.0.1, 200",
        "Host: [::1]:1, 200",
        "Host: evil.example, 403",
        "Host: 127.0.0.1.evil.example, 403",
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
    })
    void onlyThisMachineIsAnswered(String header, int status) throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            String host = header.startsWith("Host") ? "" : "Host: 127.0.0.1\r\n";
            String answer = peer.ask("GET /_kit/sessions HTTP/1.1\r\n" + host + header + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    private static URI stream(JsonNode made) {
        return URI.create(
                made.path("wsUrl").stringValue() + "?i=" + made.path("token").stringValue());
    }
}
