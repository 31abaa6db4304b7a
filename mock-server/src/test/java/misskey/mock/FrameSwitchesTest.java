package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The switches of a dialect about captures, requests and messages, seen from outside: the same done to servers that differ. */
class FrameSwitchesTest {
    private static MockServer mock;

    @BeforeAll
    static void start() {
        mock = MockServer.start();
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    private static MockSession server(String dialect) {
        return mock.session(SessionSettings.defaults().withDialect(Dialect.named(dialect)));
    }

    /** A word of {@code s} and {@code u}: captures and releases, in order; then whether a reaction is told. */
    @ParameterizedTest
    @CsvSource({
        "documented, s, 1",
        "documented, ss, 1",
        "documented, ssu, 0",
        "documented, us, 1",
        "misskey-12, s, 1",
        "misskey-12, ssu, 1",
        "misskey-12, ssuu, 0",
        "misskey-12, us, 0",
        "misskey-12, suus, 0",
        "misskey-2025, ss, 1",
        "misskey-2025, ssu, 1",
        "misskey-2025, ssuu, 0",
        "misskey-2025, us, 1",
        "misskey-2025@13.14.2, us, 0",
    })
    void captures(String dialect, String word, int told) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice")) {
            String note = new ApiPeer(session, "bob").note("hi");
            for (int step : word.chars().toArray()) {
                stream.say("{'type':'" + (step == 's' ? "subNote" : "unsubNote") + "','body':{'id':'" + note + "'}}");
            }
            stream.untilPong();
            new ApiPeer(session, "bob").call("notes/reactions/create", "{'noteId':'" + note + "','reaction':'👍'}");

            assertThat(stream.untilPong()).hasSize(told);
        }
    }

    @ParameterizedTest(name = "{0}: {1} is answered {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            documented          | 'id':'1','endpoint':'ping','data':{}                       | api:1 pong
            documented          | 'id':'1','endpoint':'notifications/mark-all-as-read'       | api:1 {}
            documented          | 'id':'1','endpoint':'no/such'                              | api:1 error
            misskey-12          | 'id':'1','endpoint':'ping','data':{}                       | api:1 res
            misskey-12          | 'id':'1','ep':'ping','data':{}                             | api:1 res
            misskey-12          | 'id':'1','endpoint':'notifications/mark-all-as-read','data':{} | api:1 {}
            misskey-12          | 'id':'1','endpoint':'no/such','data':{}                    | api:1 error
            misskey-12          | 'id':'1','endpoint':'i'                                    | api:1 error
            misskey-12          | 'endpoint':'ping','data':{}                                | api:undefined res
            misskey-12          | 'id':10,'endpoint':'ping','data':{}                        | api:10 res
            misskey-12@12.119.2 | 'id':'1','endpoint':'ping','data':{}                       | -
            misskey-2025        | 'id':'1','endpoint':'ping','data':{}                       | -
            """)
    void requests(String dialect, String members, String answer) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'api','body':{" + members + "}}");

            assertThat(stream.untilPong().stream()
                            .map(frame -> frame.path("type").stringValue() + " " + firstMember(frame.path("body")))
                            .toList())
                    .isEqualTo(answer.equals("-") ? List.of() : List.of(answer));
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, false", "misskey-12, true", "misskey-12@12.119.2, true", "misskey-2025, false"})
    void textPing(String dialect, boolean answered) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.upgraded(session)) {
            peer.text("ping");
            peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"f\",\"pong\":true}}");

            assertThat(peer.read().text())
                    .isEqualTo(answered ? "pong" : "{\"type\":\"connected\",\"body\":{\"id\":\"f\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, false", "misskey-12, false", "misskey-2025, true"})
    void binaryMessages(String dialect, boolean read) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.upgraded(session)) {
            String connect =
                    "{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"%s\",\"pong\":true}}";
            peer.frame(RawPeer.BINARY, true, connect.formatted("binary").getBytes(StandardCharsets.UTF_8));
            peer.text(connect.formatted("text"));

            assertThat(peer.read().text()).contains(read ? "binary" : "text");
        }
    }

    @ParameterizedTest(name = "{0}: {1} octets in {2} frames close with {3}")
    @CsvSource({
        "documented,   1048576, 1, 0",
        "documented,   1048577, 1, 1009",
        "misskey-12,   65536,   1, 0",
        "misskey-12,   65632,   1, 1009",
        "misskey-12,   131072,  4, 0",
        "misskey-12,   1048580, 20, 1009",
        "misskey-2025, 2097152, 1, 0",
    })
    void sizes(String dialect, int size, int frames, int code) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.upgraded(session)) {
            byte[] part = " ".repeat(size / frames).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < frames; i++) {
                peer.frame(i == 0 ? RawPeer.TEXT : RawPeer.CONTINUATION, i == frames - 1, part);
            }
            if (code == 0) {
                peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"f\",\"pong\":true}}");
                assertThat(peer.read().text()).contains("connected");
            } else {
                assertThat(peer.closeCode()).isEqualTo(code);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "documented, 1001, bye, 1001, bye",
        "documented, 3000, '', 3000, ''",
        "misskey-12, 1001, bye, 1000, ''",
        "misskey-2025, 4999, bye, 4999, bye",
    })
    void close(String dialect, int code, String reason, int answered, String answeredReason) throws Exception {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "bob")) {
            stream.close(code, reason);
            Journals.await(session, "bob-1", Line.Op.CLOSED);

            assertThat(session.journal())
                    .last()
                    .satisfies(line -> assertThat(line.get("code").intValue() + " "
                                    + line.get("reason").stringValue(""))
                            .isEqualTo(answered + " " + answeredReason));
        }
    }

    private static String firstMember(JsonNode body) {
        return body.isObject() && body.isEmpty()
                ? "{}"
                : body.propertyNames().iterator().next();
    }
}
