package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The switches of a dialect about accounts, time and what a connection knows, seen from outside, in virtual time. */
class AccountSwitchesTest {
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
        return mock.session(
                SessionSettings.defaults().withDialect(Dialect.named(dialect)).withVirtualTime());
    }

    private static final String HANDSHAKE = "GET /streaming?i=%s HTTP/1.1\r\nHost: mock\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @ParameterizedTest
    @CsvSource({"documented, 403", "misskey-12, 400", "misskey-2025, 403"})
    void suspendedAccountIsRefused(String dialect, int status) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.connected(session)) {
            suspend(session, "bob");

            assertThat(peer.ask(HANDSHAKE.formatted("bob-token"))).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({"documented, true", "misskey-12, true", "misskey-2025, false"})
    void suspendedAccountLosesItsConnection(String dialect, boolean lost) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "bob").connect("main", "m")) {
            suspend(session, "bob");
            session.session().advance(Duration.ZERO);

            if (lost) {
                assertThat(stream.closeCode()).isEqualTo(1000);
            } else {
                assertThat(stream.untilPong()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"misskey-12, true", "misskey-2025, false"})
    void connectionEndsFiveSecondsAfterItsTokenIsReplaced(String dialect, boolean ends) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "bob").connect("main", "m")) {
            new ApiPeer(session, "bob").call("i/regenerate-token", "{'password':'x'}");
            session.session().advance(Duration.ofMillis(4_999));
            assertThat(stream.untilPong())
                    .extracting(frame -> frame.at("/body/type").stringValue(""))
                    .containsExactly("myTokenRegenerated");

            session.session().advance(Duration.ofMillis(1));
            if (ends) {
                assertThat(stream.closeCode()).isEqualTo(1000);
            } else {
                assertThat(stream.untilPong()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "documented,           '',           101",
        "misskey-2025@13.14.2, '',           101",
        "misskey-2025,         '',           401",
        "misskey-2025,         read:account, 101",
    })
    void appNeedsThePermissionToReadTheAccount(String dialect, String permission, int status) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.connected(session)) {
            String token = appToken(session, permission);

            assertThat(peer.ask(HANDSHAKE.formatted(token))).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({"misskey-12, true", "misskey-2025, false"})
    void appNeedsThePermissionOfTheChannel(String dialect, boolean opened) {
        try (MockSession session = server(dialect);
                StreamPeer stream =
                        StreamPeer.at(URI.create(session.streamUrl() + "?i=" + appToken(session, "read:account")))) {
            stream.say("{'type':'connect','body':{'channel':'admin','id':'a','pong':true}}");
            stream.say("{'type':'connect','body':{'channel':'main','id':'m','pong':true}}");

            assertThat(stream.untilPong())
                    .extracting(frame -> frame.at("/body/id").stringValue())
                    .containsExactlyElementsOf(opened ? List.of("a", "m") : List.of("m"));
        }
    }

    /** A client that answers no ping: when it is pinged, and when it is cut off, in seconds after it connected. */
    @ParameterizedTest
    @CsvSource({
        "documented,   20, 30,  1",
        "misskey-12,   20, 30,  1",
        "misskey-2025, 60, 180, 2",
    })
    void silentConnectionIsPingedAndCutOff(String dialect, int pinged, int cut, int pings) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.upgraded(session)) {
            Journals.await(session, "anonymous-1", Line.Op.OPENED);
            session.session().advance(Duration.ofMillis(pinged * 1_000L - 1));
            assertThat(session.journal()).noneMatch(line -> line.op() == Line.Op.PING);

            session.session().advance(Duration.ofMillis(1));
            assertThat(peer.read().opcode()).isEqualTo(RawPeer.PING);

            session.session().advance(Duration.ofMillis((cut - pinged) * 1_000L - 1));
            assertThat(session.session().connections()).hasSize(1);
            session.session().advance(Duration.ofMillis(1));
            assertThat(peer.closeCode()).isEqualTo(1006);
            assertThat(session.journal())
                    .filteredOn(line -> line.op() == Line.Op.PING)
                    .hasSize(pings);
        }
    }

    @ParameterizedTest
    @CsvSource({"misskey-12", "misskey-2025"})
    void connectionThatAnswersIsKept(String dialect) throws Exception {
        try (MockSession session = server(dialect);
                RawPeer peer = RawPeer.upgraded(session)) {
            Journals.await(session, "anonymous-1", Line.Op.OPENED);
            for (int i = 1; i <= 10; i++) {
                session.session().advance(Duration.ofSeconds(dialect.equals("misskey-12") ? 20 : 60));
                assertThat(peer.read().opcode()).isEqualTo(RawPeer.PING);
                peer.frame(RawPeer.PONG, true, new byte[0]);
                int pongs = i;
                session.await(line -> line.op() == Line.Op.PONG && count(session) == pongs, Duration.ofSeconds(20));
            }

            assertThat(session.session().connections()).hasSize(1);
        }
    }

    private static long count(MockSession session) {
        return session.journal().stream()
                .filter(line -> line.op() == Line.Op.PONG)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"misskey-12, 1", "misskey-2025, 0"})
    void connectionKnowsOfAFollowAtOnceOrAtItsNextRefresh(String dialect, int atOnce) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice").connect("homeTimeline", "h")) {
            ApiPeer alice = new ApiPeer(session, "alice");
            ApiPeer bob = new ApiPeer(session, "bob");
            alice.call("following/create", "{'userId':'" + bob.idOf("bob") + "'}");
            bob.note("before");
            assertThat(stream.untilPong()).hasSize(atOnce);

            session.session().advance(Duration.ofSeconds(10));
            bob.note("after");
            assertThat(stream.untilPong()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "documented, '{\"id\":\"x\"}', 0",
        "misskey-12, '{\"id\":\"x\"}', 0",
        "misskey-12, ID, 1",
        "misskey-2025, '{\"id\":\"x\"}', 1",
        "misskey-2025, null, 1",
    })
    void noticeThatNotificationsAreRead(String dialect, String body, int told) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m")) {
            ApiPeer bob = new ApiPeer(session, "bob");
            bob.call("following/create", "{'userId':'" + bob.idOf("alice") + "'}");
            String id = stream.untilPong().stream()
                    .filter(frame -> frame.at("/body/type").stringValue("").equals("notification"))
                    .map(frame -> frame.at("/body/body/id").stringValue())
                    .findFirst()
                    .orElse("");
            stream.say("{\"type\":\"readNotification\",\"body\":"
                    + (body.equals("ID") ? "{\"id\":\"" + id + "\"}" : body) + "}");

            assertThat(stream.untilPong())
                    .extracting(frame -> frame.at("/body/type").stringValue())
                    .hasSize(told)
                    .allMatch("readAllNotifications"::equals);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "misskey-12, sr, 2",
        "misskey-2025, sr, 2",
        "misskey-2025, s, 0",
        "misskey-2025@cherrypick-4.17.0, sr, 0",
    })
    void captureOfADeliveredNoteMayReadIt(String dialect, String type, int told) {
        try (MockSession session = server(dialect);
                StreamPeer stream =
                        StreamPeer.as(session, "alice").connect("main", "m").connect("localTimeline", "l")) {
            String note = new ApiPeer(session, "bob").note("hi");
            stream.untilPong();
            stream.say("{'type':'" + type + "','body':{'id':'" + note + "'}}");

            assertThat(stream.untilPong())
                    .extracting(frame -> frame.at("/body/type").stringValue())
                    .hasSize(told)
                    .allMatch(event -> event.startsWith("readAllUnread"));
        }
    }

    @ParameterizedTest
    @CsvSource({"misskey-2025, true", "misskey-2025@misskeyio-2025.4.1, false"})
    void channelWhoseParametersNameNothing(String dialect, boolean confirmed) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.as(session, "alice")) {
            stream.say("{'type':'connect','body':{'channel':'antenna','id':'a','pong':true,'params':{}}}");

            assertThat(stream.untilPong()).hasSize(confirmed ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"misskey-2025, 1", "misskey-2025@misskeyio-2025.4.1, 0"})
    void updatesOfANoteThatOneMayNotRead(String dialect, int told) {
        try (MockSession session = server(dialect);
                StreamPeer stream = StreamPeer.anonymous(session)) {
            ApiPeer bob = new ApiPeer(session, "bob");
            String note = bob.call("notes/create", "{'text':'x','visibility':'followers'}")
                    .at("/createdNote/id")
                    .stringValue();
            stream.say("{'type':'subNote','body':{'id':'" + note + "'}}");
            stream.untilPong();
            bob.call("notes/reactions/create", "{'noteId':'" + note + "','reaction':'👍'}");

            assertThat(stream.untilPong()).hasSize(told);
        }
    }

    @Test
    void logOfAChannelIsAnsweredToWhoAsked() {
        try (MockSession session = server("misskey-2025");
                StreamPeer asks = StreamPeer.anonymous(session).connect("serverStats", "s");
                StreamPeer other = StreamPeer.anonymous(session).connect("serverStats", "s")) {
            session.session().advance(Duration.ofSeconds(10));
            int stats = asks.untilPong().size();
            asks.say("{'type':'ch','body':{'id':'s','type':'requestLog','body':{'id':'x','length':3}}}");

            List<JsonNode> answer = asks.untilPong();
            assertThat(answer).singleElement().satisfies(frame -> {
                assertThat(frame.at("/body/type").stringValue()).isEqualTo("statsLog");
                assertThat(frame.at("/body/body").size()).isEqualTo(3);
            });
            assertThat(other.untilPong()).hasSize(stats).hasSize(5);
        }
    }

    private static void suspend(MockSession session, String account) {
        ApiPeer admin = new ApiPeer(session, "admin");
        admin.call("admin/suspend-user", "{'userId':'" + admin.idOf(account) + "'}");
    }

    private static String appToken(MockSession session, String permission) {
        return new ApiPeer(session, "bob")
                .call(
                        "miauth/gen-token",
                        "{'session':null,'permission':[" + (permission.isEmpty() ? "" : "'" + permission + "'") + "]}")
                .path("token")
                .stringValue();
    }
}
