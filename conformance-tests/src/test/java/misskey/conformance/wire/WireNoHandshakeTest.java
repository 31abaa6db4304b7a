package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.acceptOf;
import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.upgraded;
import static misskey.conformance.wire.RawPeer.dial;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import misskey.conformance.wire.Handshake.Failed;
import misskey.conformance.wire.Handshake.Unanswered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of peers that give no answer, or none that a client may accept. */
class WireNoHandshakeTest {

    @Test
    void silenceIsUnanswered() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), Duration.ofMillis(100)))
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.waited()).isBetween(Duration.ofMillis(90), PATIENCE));
        }
    }

    @Test
    void halfAHeadIsUnanswered() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(ascii("HTTP/1.1 101 Switching"));
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), Duration.ofMillis(100)))
                    .isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void nobodyListens() throws IOException {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(RawPeer.loopback(), 0));
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThat(WireClient.dial(WireRequest.to(URI.create("ws://" + address)), PATIENCE))
                    .isEqualTo(new Failed("nobody listens on " + address + " (connection refused)", false));
        }
    }

    @Test
    void unknownHostIsFailed() {
        assertThat(WireClient.dial(WireRequest.to(URI.create("ws://nowhere.invalid/")), PATIENCE))
                .isEqualTo(new Failed("the host name \"nowhere.invalid\" is unknown", false));
    }

    @Test
    void closingWithoutAnAnswerIsFailed() throws IOException {
        try (RawPeer peer = new RawPeer(RawConnection::request)) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isEqualTo(new Failed(peer.address() + " closed the connection without an answer", true));
        }
    }

    @Test
    void closingInTheMiddleOfAnAnswerIsFailed() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(ascii("HTTP/1.1 101 Switching Protocols\r\nUpgr"));
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isEqualTo(new Failed(peer.address() + " broke off its answer", true));
        }
    }

    @Test
    void resetInsteadOfAnAnswerIsFailed() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.resetOnClose();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isEqualTo(new Failed(peer.address() + " reset the connection instead of answering", true));
        }
    }

    @Test
    void anotherProtocolIsFailed() throws IOException {
        assertThat(dial("SSH-2.0-OpenSSH_9.2\r\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason())
                                .endsWith("answered with something that is not HTTP (\"SSH-2.0-OpenSSH_9.2\")"));
    }

    @Test
    void endlessHeadersAreFailed() throws IOException {
        assertThat(dial("HTTP/1.1 101 Switching Protocols\r\nX-Long: " + "x".repeat(70_000)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason())
                                .endsWith("answered with more than 65536 octets of headers"));
    }

    @Test
    void wrongAcceptIsFailed() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            Map<String, String> asked = connection.request();
            asked.put("Sec-WebSocket-Key", "another");
            connection.send(upgraded(asked));
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.reason())
                                    .startsWith(peer.address() + " answered 101 with a wrong Sec-WebSocket-Accept (\""
                                            + acceptOf("another") + "\" instead of "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Protocol: misskey", "Sec-WebSocket-Extensions: permessage-deflate"})
    void acceptingWhatWasNotOfferedIsFailed(String header) throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.send(upgraded(connection.request(), header));
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).endsWith("which was not offered"));
        }
    }

    @Test
    void upgradeWithoutSayingSoIsFailed() throws IOException {
        assertThat(dial("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason()).endsWith("101 without \"Upgrade: websocket\""));
        assertThat(dial("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason()).endsWith("101 without \"Connection: Upgrade\""));
    }
}
