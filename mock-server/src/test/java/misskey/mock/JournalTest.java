package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the journal says of what clients do. */
class JournalTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                                            | it is no frame: not one JSON document
            ``                                                               | it is no frame: an empty text instead of an object
            [1]                                                              | it is no frame: a JSON array instead of an object
            {'body':{}}                                                      | it is no frame: its type is nothing instead of a string
            {'type':7}                                                       | it is no frame: its type is number instead of a string
            {'type':'h'}                                                     | there is no frame type "h"
            {'type':'connected','body':{'id':'a'}}                           | there is no frame type "connected"
            {'type':'connect'}                                               | its body is nothing instead of an object
            {'type':'connect','body':null}                                   | its body is null instead of an object
            {'type':'connect','body':{'id':'a','channel':'nowhere'}}         | there is no channel "nowhere"
            {'type':'connect','body':{'id':'a','channel':5}}                 | there is no channel 5
            {'type':'connect','body':{'id':'a'}}                             | there is no channel nothing
            {'type':'connect','body':{'channel':'localTimeline'}}            | the connect has no id
            {'type':'connect','body':{'channel':'main','id':'a'}}            | the channel needs a token and the connection has none
            {'type':'disconnect','body':{'id':'a'}}                          | nothing is connected under that id
            {'type':'channel','body':{'id':'a','type':'b','body':{}}}        | nothing is connected under that id
            {'type':'subNote','body':{'id':5}}                               | the note's id is number instead of a string
            {'type':'unsubNote','body':{}}                                   | the note's id is nothing instead of a string
            {'type':'unsubNote','body':{'id':'a'}}                           | the note is not captured
            {'type':'api','body':{'endpoint':'i'}}                           | the request has no id
            """)
    void ignoredFrameIsRemarkedWithTheReason(String frame, String reason) {
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say(frame);

            assertThat(stream.untilFence()).isEmpty();
            assertThat(Journals.remarks(session, "anonymous-1")).containsExactly("ignored, because " + reason);
        }
    }

    @ParameterizedTest(name = "{2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'connect','body':{'channel':'main','id':'a'}} | {'type':'connect','body':{'channel':'homeTimeline','id':'a'}} | client.ids-unique | DUPLICATE_CHANNEL_ID
            {'type':'connect','body':{'channel':'main','id':'a'}} | {'type':'disconnect','body':{'id':'b'}} | channel.disconnect-by-id | DISCONNECT_OF_UNKNOWN_ID
            {'type':'subNote','body':{'id':'a'}} | {'type':'unsubNote','body':{'id':'b'}} | client.releases-captured | RELEASE_WITHOUT_CAPTURE
            {'type':'subNote','body':{'id':'a'}} | {'type':'connect','body':{'channel':'main','id':5}} | channel.connect-frame | SCHEMA
            {'type':'subNote','body':{'id':'a'}} | hello | connection.json-frames | NOT_JSON
            {'type':'subNote','body':{'id':'a'}} | [] | connection.json-frames | NOT_A_FRAME
            """)
    void breachOfAClientIsAFindingThoughItIsAccepted(String good, String bad, String requirement, String code) {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say(good).untilFence();
            assertThat(session.findings()).isEmpty();

            stream.say(bad).untilFence();
            assertThat(session.findings())
                    .extracting(Finding::requirement, Finding::code, Finding::conn)
                    .containsExactly(tuple(requirement, code, "alice-1"));
        }
    }

    @Test
    void binaryMessageIsAFinding() {
        try (StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say(new byte[] {1, 2}).untilFence();

            assertThat(session.findings()).extracting(Finding::code).containsExactly("BINARY_FRAME");
            assertThat(Journals.await(session, "alice-1", Line.Op.BINARY)
                            .get("hex")
                            .stringValue())
                    .isEqualTo("0102");
        }
    }

    @Test
    void largeBinaryMessageIsKeptInPart() {
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say(new byte[100_000]).untilFence();

            Line line = Journals.await(session, "anonymous-1", Line.Op.BINARY);
            assertThat(line.get("hex").stringValue()).hasSize(2_048);
            assertThat(line.get("length").intValue()).isEqualTo(100_000);
            assertThat(line.get("cut").booleanValue()).isTrue();
        }
    }

    @Test
    void clientThatDoesEverythingRightHasNoFindings() {
        String note = new ApiPeer(session, "alice").note("hi");
        try (StreamPeer stream =
                StreamPeer.as(session, "alice").connect("main", "m").capture(note)) {
            stream.say("{'type':'unsubNote','body':{'id':'" + note + "'}}");
            stream.say("{'type':'disconnect','body':{'id':'m'}}").untilFence();
            stream.close(1000, "");
        }

        assertThat(session.findings()).isEmpty();
        assertThat(Journals.remarks(session, "alice-1")).isEmpty();
    }

    @Test
    void connectionsAreNumberedByWhoOpensThem() {
        try (StreamPeer one = StreamPeer.as(session, "alice");
                StreamPeer two = StreamPeer.anonymous(session);
                StreamPeer three = StreamPeer.as(session, "alice")) {
            List.of(one, two, three).forEach(StreamPeer::untilFence);

            assertThat(session.journal())
                    .filteredOn(line -> line.op() == Line.Op.OPENED)
                    .extracting(Line::conn)
                    .containsExactly("alice-1", "anonymous-1", "alice-2");
        }
    }

    @Test
    void callIsNotedWithItsAnswer() {
        ApiPeer alice = new ApiPeer(session, "alice");
        alice.note("hi");
        alice.post("i", "{\"i\":\"wrong\"}");
        alice.call("notifications/mark-all-as-read", "{}");

        assertThat(session.journal())
                .extracting(line -> line.conn() + " " + line.get("endpoint").stringValue() + " "
                        + line.get("status").intValue() + " " + line.members().has("response"))
                .containsExactly(
                        "alice notes/create 200 true",
                        "- i 401 true",
                        "alice notifications/mark-all-as-read 204 false");
    }

    @ParameterizedTest
    @CsvSource({"1000, bye", "3000, ''"})
    void closeIsNotedByBothSides(int code, String reason) {
        try (StreamPeer stream = StreamPeer.at(URI.create(session.streamUrl() + "?i=bob-token"))) {
            stream.close(code, reason);
            Journals.await(session, "bob-1", Line.Op.CLOSED);

            assertThat(session.journal())
                    .filteredOn(line -> line.op() == Line.Op.CLOSE || line.op() == Line.Op.CLOSED)
                    .extracting(line -> line.op() + " " + line.get("from").stringValue("") + " "
                            + line.get("code").intValue() + " "
                            + line.get("reason").stringValue(""))
                    .containsExactly(
                            "CLOSE client " + code + " " + reason,
                            "CLOSE server " + code + " " + reason,
                            "CLOSED  " + code + " " + reason);
        }
    }

    @Test
    void clientThatJustGoesAwayIsNotedWithoutACloseFrame() throws Exception {
        RawPeer.upgraded(session).close();

        Line closed = Journals.await(session, "anonymous-1", Line.Op.CLOSED);
        assertThat(closed.get("code").intValue()).isEqualTo(1006);
        assertThat(session.journal()).noneMatch(line -> line.op() == Line.Op.CLOSE);
    }

    @Test
    void pingAndPongAreNoted() {
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.ping(new byte[] {'x'});

            assertThat(session.journal())
                    .filteredOn(line -> line.get("data").stringValue("").equals("x"))
                    .extracting(line -> line.op() + " " + line.get("from").stringValue(""))
                    .containsExactly("PING client", "PONG server");
        }
    }
}
