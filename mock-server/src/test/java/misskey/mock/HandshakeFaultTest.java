package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import misskey.mock.fault.Arming;
import misskey.mock.fault.FrameFault;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.fault.WireFault;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees of a handshake that goes wrong on request. */
class HandshakeFaultTest {
    private static final String RIGHT_ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void statusIsAnsweredWithHeadersAndBody() throws Exception {
        session.fault(new HandshakeFault.Status(503, Map.of("Retry-After", "7"), "busy"));
        try (RawPeer peer = RawPeer.connected(session)) {
            String answer = peer.handshake("/streaming");

            assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 7\r\n", "Content-Length: 4\r\n");
            assertThat(new String(peer.octets(4), StandardCharsets.US_ASCII)).isEqualTo("busy");
        }
        Line refused = Journals.await(session, "refused-1", Line.Op.REFUSED);
        assertThat(refused.get("headers")).hasToString("{\"Retry-After\":\"7\"}");
        assertThat(refused.get("body")).hasToString("\"busy\"");
        assertThat(Journals.remarks(session, "-")).containsExactly("fault status: the handshake is answered 503");
        assertNextIsWell();
    }

    @Test
    void delayedAnswerIsTheUsualOne() throws Exception {
        session.fault(new HandshakeFault.Delay(Duration.ofMillis(150)));
        long began = System.nanoTime();
        try (RawPeer peer = RawPeer.upgraded(session)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
            assertIsUsable(peer);
        }
        assertNextIsWell();
    }

    @Test
    void delayedRefusalIsTheUsualOne() throws Exception {
        session.fault(new HandshakeFault.Delay(Duration.ofMillis(20)));
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThat(peer.handshake("/streaming?i=wrong")).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void silenceLastsUntilTheEnd() throws Exception {
        session.fault(new HandshakeFault.Silence());
        try (RawPeer peer = RawPeer.connected(session)) {
            peer.send(RawPeer.headOf("/streaming").getBytes(StandardCharsets.US_ASCII));
            Journals.await(session, "refused-1", Line.Op.UNANSWERED);
            assertNextIsWell();
            session.close();

            assertThat(peer.toTheEnd()).isIn("FIN", "RST");
        }
    }

    @Test
    void acceptIsWrong() throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThat(peer.handshake("/streaming")).contains("Sec-WebSocket-Accept: " + RIGHT_ACCEPT);
        }
        session.fault(new HandshakeFault.BadAccept());
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThat(peer.handshake("/streaming"))
                    .startsWith("HTTP/1.1 101 ")
                    .contains("Sec-WebSocket-Accept: ")
                    .doesNotContain(RIGHT_ACCEPT);
            assertIsUsable(peer);
        }
        assertNextIsWell();
    }

    @Test
    void tcpIsReset() throws Exception {
        session.fault(new HandshakeFault.Reset());
        try (RawPeer peer = RawPeer.connected(session)) {
            assertThatThrownBy(() -> peer.handshake("/streaming"))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertNextIsWell();
    }

    @Test
    void anotherAccountIsServedWell() throws Exception {
        session.fault(Arming.of(new HandshakeFault.Status(503)).withAccount("alice"));

        assertThat(statusFor("/streaming?i=bob-token")).isEqualTo(101);
        assertThat(statusFor("/streaming")).isEqualTo(101);
        assertThat(statusFor("/streaming?i=alice-token")).isEqualTo(503);
        assertThat(statusFor("/streaming?i=alice-token")).isEqualTo(101);
    }

    @Test
    void clientsWithoutATokenCanBeMeant() throws Exception {
        session.fault(Arming.of(new HandshakeFault.Status(503)).withAccount("anonymous"));

        assertThat(statusFor("/streaming?i=alice-token")).isEqualTo(101);
        assertThat(statusFor("/streaming")).isEqualTo(503);
    }

    @Test
    void timesCountDownAndFaultsTakeTurns() throws Exception {
        session.fault(Arming.of(new HandshakeFault.Status(500)).withTimes(2));
        session.fault(new HandshakeFault.Status(429));

        assertThat(List.of(
                        statusFor("/streaming"),
                        statusFor("/streaming"),
                        statusFor("/streaming"),
                        statusFor("/streaming")))
                .containsExactly(500, 500, 429, 101);
    }

    @Test
    void clearedFaultDoesNotAct() throws Exception {
        session.fault(Arming.of(new HandshakeFault.Status(503)).withTimes(9));
        session.clearFaults();

        assertThat(statusFor("/streaming")).isEqualTo(101);
    }

    @Test
    void resetSessionHasNoFaults() throws Exception {
        session.fault(new HandshakeFault.Status(503));
        session.session().reset();

        assertThat(statusFor("/streaming")).isEqualTo(101);
    }

    @Test
    void faultOfTheWireActsOnTheConnectionThatOpens() throws Exception {
        session.fault(Arming.of(new WireFault.ReservedOpcode(3)).withAccount("alice"));
        try (RawPeer bob = RawPeer.upgraded(session, "/streaming?i=bob-token");
                RawPeer alice = RawPeer.upgraded(session, "/streaming?i=alice-token")) {
            assertThat(alice.octets(2)).isEqualTo(new byte[] {(byte) 0x83, 0});
            assertIsUsable(bob);
            assertIsUsable(alice);
        }
    }

    @Test
    void faultOfFramesActsOnTheConnectionsThatOpen() throws Exception {
        session.fault(Arming.of(new FrameFault.Duplicate()).withTimes(2));
        for (int i = 0; i < 2; i++) {
            try (RawPeer peer = RawPeer.upgraded(session)) {
                assertIsUsable(peer);
                assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"after\"}}");
                assertIsUsable(peer);
            }
        }
        assertNextIsWell();
    }

    @Test
    void unknownAccountIsRefused() {
        assertThatThrownBy(() ->
                        session.fault(Arming.of(new HandshakeFault.Silence()).withAccount("alise")))
                .hasMessage("the session has no account \"alise\"; did you mean \"alice\"?");
    }

    private int statusFor(String pathAndQuery) throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            return Integer.parseInt(peer.handshake(pathAndQuery).substring(9, 12));
        }
    }

    private void assertNextIsWell() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            assertIsUsable(peer);
        }
    }

    private static void assertIsUsable(RawPeer peer) throws Exception {
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"after\",\"pong\":true}}");
        assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"after\"}}");
    }
}
