package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switches of a dialect that decide about channels, seen from outside: the same done to servers that differ. */
class ChannelSwitchesTest {
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

    /** What a connect is answered, as the body of the frame that says it is connected; {@code -} for silence. */
    @ParameterizedTest(name = "{0}: {1} is answered {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            documented   | 'id':'a','pong':true                   | {"id":"a"}
            documented   | 'id':'a'                               | -
            documented   | 'id':'a','pong':'yes'                  | {"id":"a"}
            documented   | 'id':7,'pong':true                     | {"id":7}
            documented   | 'pong':true                            | -
            documented   | 'id':'a','pong':true,'params':null     | {"id":"a"}
            misskey-12   | 'id':'a','pong':1                      | {"id":"a"}
            misskey-12   | 'id':42,'pong':true                    | {"id":42}
            misskey-12   | 'id':null,'pong':true                  | {"id":null}
            misskey-12   | 'pong':true                            | {}
            misskey-12   | 'id':'a','pong':true,'params':5        | {"id":"a"}
            misskey-2025 | 'id':'a','pong':true                   | {"id":"a"}
            misskey-2025 | 'id':'','pong':true                    | {"id":""}
            misskey-2025 | 'id':'a','pong':'true'                 | -
            misskey-2025 | 'id':'a','pong':1                      | -
            misskey-2025 | 'id':'a','pong':null                   | -
            misskey-2025 | 'id':42,'pong':true                    | -
            misskey-2025 | 'pong':true                            | -
            misskey-2025 | 'id':'a','pong':true,'params':null     | -
            misskey-2025 | 'id':'a','pong':true,'params':[]       | -
            misskey-2025 | 'id':'a','pong':true,'params':{'x':1}  | {"id":"a"}
            misskey-2025@13.14.2 | 'id':42,'pong':true            | {"id":42}
            """)
    void typing(String dialect, String members, String answer) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.anonymous(session)) {
            stream.say("{'type':'connect','body':{'channel':'localTimeline'," + members + "}}");

            assertThat(answers(stream)).isEqualTo(answer.equals("-") ? List.of() : List.of(answer));
        }
    }

    @Test
    void listAsAChannelIsItsOnlyMemberWhereTypesAreNotChecked() {
        for (String dialect : List.of("documented", "misskey-12", "misskey-2025")) {
            try (MockSession session = server(dialect);
                    StreamPeer stream = StreamPeer.anonymous(session)) {
                stream.say("{'type':'connect','body':{'channel':['localTimeline'],'id':'a','pong':true}}");

                assertThat(answers(stream)).as(dialect).hasSize(dialect.equals("misskey-2025") ? 0 : 1);
            }
        }
    }

    /** What is connected: comma-separated connects; then how often a post comes under which ids. */
    @ParameterizedTest(name = "{0}: after {1}, without {2}, a post comes as {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            documented                       | homeTimeline a,homeTimeline b   | -   | a,b
            documented                       | homeTimeline a,homeTimeline a   | -   | a,a
            documented                       | homeTimeline a,homeTimeline a   | a   | ''
            documented                       | homeTimeline a,localTimeline a  | a   | ''
            misskey-12                       | homeTimeline a,homeTimeline b   | -   | a
            misskey-12                       | homeTimeline a,localTimeline b  | -   | a,b
            misskey-12                       | homeTimeline a,localTimeline a  | a   | a
            misskey-2025                     | homeTimeline a,homeTimeline b   | -   | a,b
            misskey-2025                     | homeTimeline a,homeTimeline a   | -   | a,a
            misskey-2025                     | homeTimeline a,homeTimeline a   | a   | a
            misskey-2025                     | homeTimeline a,localTimeline b  | a   | b
            misskey-2025@13.14.2             | homeTimeline a,homeTimeline b   | -   | a
            misskey-2025@misskeyio-2025.4.1  | homeTimeline a,homeTimeline a   | -   | a
            misskey-2025@misskeyio-2025.4.1  | homeTimeline a,homeTimeline a   | a   | ''
            """)
    void idsAndSharing(String dialect, String connects, String disconnect, String ids) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice")) {
            for (String connect : connects.split(",", -1)) {
                String[] parts = connect.split(" ", -1);
                stream.say("{'type':'connect','body':{'channel':'" + parts[0] + "','id':'" + parts[1] + "'}}");
            }
            if (disconnect != null) {
                stream.say("{'type':'disconnect','body':{'id':'" + disconnect + "'}}");
            }
            stream.untilPong();
            new ApiPeer(session, "alice").note("hi");

            assertThat(stream.untilPong())
                    .extracting(frame -> frame.at("/body/id").stringValue())
                    .containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids.split(",", -1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, 0", "misskey-12, 1", "misskey-2025, 1"})
    void mainGoesOnAfterItsDisconnect(String dialect, int events) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m")) {
            stream.say("{'type':'disconnect','body':{'id':'m'}}");
            stream.untilPong();
            new ApiPeer(session, "alice").call("i/update", "{'name':'A'}");

            assertThat(stream.untilPong()).hasSize(events);
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, 34", "misskey-2025, 32", "misskey-2025@2024.7.0, 34"})
    void channelsBeyondTheLimitAreIgnoredUntilOneIsGivenUp(String dialect, int opened) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.anonymous(session)) {
            for (int i = 0; i < 34; i++) {
                stream.say("{'type':'connect','body':{'channel':'localTimeline','id':'" + i + "','pong':true}}");
            }
            assertThat(answers(stream)).hasSize(opened);

            stream.say("{'type':'disconnect','body':{'id':'3'}}");
            stream.say("{'type':'connect','body':{'channel':'localTimeline','id':'again','pong':true}}");
            assertThat(answers(stream)).containsExactly("{\"id\":\"again\"}");
        }
    }

    private static List<String> answers(StreamPeer stream) {
        return stream.untilPong().stream()
                .map(frame -> frame.path("body").toString())
                .toList();
    }
}
