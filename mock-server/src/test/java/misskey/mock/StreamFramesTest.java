package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the frames of a client bring about. */
class StreamFramesTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final ApiPeer bob = new ApiPeer(session, "bob");

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'id':'a','endpoint':'users/show','data':{'username':'bob'}}   | api:a | /username      | bob
            {'id':'a','endpoint':'i'}                                      | api:a | /username      | alice
            {'id':'a','endpoint':'i','data':{'i':'bob-token'}}             | api:a | /username      | alice
            {'id':7,'endpoint':'i'}                                        | api:7 | /username      | alice
            {'id':'a','endpoint':'no/such','data':{}}                      | api:a | /error/code    | NO_SUCH_ENDPOINT
            {'id':'a'}                                                     | api:a | /error/code    | NO_SUCH_ENDPOINT
            {'id':'a','endpoint':'notes/show','data':{'noteId':5}}         | api:a | /error/code    | INVALID_PARAM
            {'id':'a','endpoint':'notes/show','data':[]}                   | api:a | /error/message | Invalid param: the data must be an object.
            """)
    void requestIsAnswered(String body, String type, String pointer, String value) {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            JsonNode answer = stream.say("{'type':'api','body':" + body + "}").next("an answer");

            assertThat(answer.path("type").stringValue()).isEqualTo(type);
            assertThat(answer.path("body").at(pointer).stringValue()).isEqualTo(value);
        }
    }

    @Test
    void requestWithoutAResultIsAnsweredWithAnEmptyObject() {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'api','body':{'id':'a','endpoint':'notifications/mark-all-as-read','data':{}}}");

            assertThat(stream.next("an answer")).isEqualTo(Json.read("{\"type\":\"api:a\",\"body\":{}}"));
        }
    }

    @Test
    void anonymousRequestNeedsACredential() {
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            JsonNode answer = stream.say("{'type':'api','body':{'id':'a','endpoint':'i','data':{'i':'bob-token'}}}")
                    .next("an answer");

            assertThat(answer.at("/body/error/code").stringValue()).isEqualTo("CREDENTIAL_REQUIRED");
        }
    }

    @Test
    void requestIsAnsweredBeforeItsEvents() {
        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("homeTimeline", "h")) {
            stream.say("{'type':'api','body':{'id':'a','endpoint':'notes/create','data':{'text':'hi'}}}");

            assertThat(stream.next("the answer").path("type").stringValue()).isEqualTo("api:a");
            assertThat(stream.next("the event").path("type").stringValue()).isEqualTo("channel");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'pong':false", ",'pong':null", ",'pong':''", ",'pong':0", ",'params':{}"})
    void channelOpensSilentlyWhereNoPongIsAsked(String more) {
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say("{'type':'connect','body':{'channel':'localTimeline','id':'l'" + more + "}}");
            assertThat(stream.untilFence()).isEmpty();

            bob.note("hi");
            assertThat(stream.untilFence()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'l'", "''", "7", "true", "{'a':[1]}", "'\\ud800'", "'\u0000😀'", "'__proto__'"})
    void idIsEchoedAsItCame(String id) {
        String sent = id.replace("\u0000", "\\u0000");
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say("{'type':'connect','body':{'channel':'localTimeline','id':" + sent + ",'pong':true}}");
            JsonNode expected = Json.read(sent.replace('\'', '"'));
            assertThat(stream.next("connected").at("/body/id")).isEqualTo(expected);

            bob.note("hi");
            assertThat(stream.next("the event").at("/body/id")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"s, un", "sr, un", "subNote, unsubNote", "s, unsubNote"})
    void aliasCapturesAndReleases(String capture, String release) {
        String note = bob.note("hi");
        String poll = "{'noteId': '" + note + "', 'reaction': '👍'}";
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say("{'type':'" + capture + "','body':{'id':'" + note + "'}}")
                    .untilFence();
            bob.call("notes/reactions/create", poll);
            assertThat(stream.untilFence()).hasSize(1);

            stream.say("{'type':'" + release + "','body':{'id':'" + note + "'}}")
                    .untilFence();
            new ApiPeer(session, "carol").call("notes/reactions/create", poll);
            assertThat(stream.untilFence()).isEmpty();
        }
    }

    @Test
    void oneReleaseEndsACaptureHoweverOftenItWasMade() {
        String note = bob.note("hi");
        try (StreamPeer stream = StreamPeer.anonymous(session).capture(note).capture(note)) {
            stream.say("{'type':'unsubNote','body':{'id':'" + note + "'}}").untilFence();
            bob.call("notes/delete", "{'noteId': '" + note + "'}");

            assertThat(stream.untilFence()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ch", "channel"})
    void messageToAChannelIsIgnored(String type) {
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            stream.say("{'type':'" + type + "','body':{'id':'l','type':'x','body':{}}}");

            assertThat(stream.untilFence()).isEmpty();
            assertThat(Journals.remarks(session, "anonymous-1"))
                    .containsExactly(
                            "ignored, because the channel takes no such message, or the mock does nothing on it");
        }
    }

    @Test
    void eachConnectionToAChannelGetsItsOwnEvent() {
        try (StreamPeer stream = StreamPeer.anonymous(session)
                .connect("localTimeline", "one")
                .connect("localTimeline", "two")
                .connect("globalTimeline", "three")) {
            bob.note("hi");

            assertThat(ids(stream.untilFence())).containsExactly("one", "two", "three");
        }
    }

    @Test
    void disconnectEndsWhatIsOpenUnderThatIdAndNothingElse() {
        try (StreamPeer stream = StreamPeer.as(session, "alice")
                .connect("localTimeline", "one")
                .connect("main", "one")
                .connect("localTimeline", "two")) {
            stream.say("{'type':'disconnect','body':{'id':'one'}}").untilFence();
            bob.note("hi @alice");
            assertThat(ids(stream.untilFence())).containsExactly("two");

            stream.connect("main", "one");
            bob.note("hi @alice");
            assertThat(ids(stream.untilFence())).containsExactlyInAnyOrder("one", "two");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void closeCodeIsEchoed(int code) {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            assertThat(stream.close(code, "bye")).isEqualTo(code);
        }
    }

    @Test
    void closeWithoutACodeIsAnsweredWithoutOne() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.CLOSE, true, new byte[0]);

            assertThat(peer.closeCode()).isEqualTo(1005);
        }
    }

    @Test
    void whatComesAfterACloseFrameMeansNothing() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.CLOSE, true, new byte[] {3, (byte) 0xe8});
            peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"l\",\"pong\":true}}");

            assertThat(peer.read().opcode()).isEqualTo(RawPeer.CLOSE);
            assertThat(peer.closeCode()).isEqualTo(1006);
        }
    }

    @Test
    void pingIsAnsweredWithItsPayload() {
        byte[] payload = "are you there?".getBytes(StandardCharsets.UTF_8);
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            assertThat(stream.ping(payload)).isEqualTo(payload);
        }
    }

    @Test
    void fragmentsAreOneMessageEvenWithAPingBetween() throws Exception {
        byte[] text = "{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"é\",\"pong\":true}}"
                .getBytes(StandardCharsets.UTF_8);
        int middle = text.length - 15; // within the two octets of é
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.TEXT, false, Arrays.copyOf(text, middle));
            peer.frame(RawPeer.PING, true, new byte[0]);
            peer.frame(RawPeer.CONTINUATION, true, Arrays.copyOfRange(text, middle, text.length));

            assertThat(peer.read().opcode()).isEqualTo(RawPeer.PONG);
            assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"é\"}}");
        }
    }

    private static List<String> ids(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.at("/body/id").stringValue()).toList();
    }
}
