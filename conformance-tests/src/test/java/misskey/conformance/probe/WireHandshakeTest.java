package misskey.conformance.probe;

import static misskey.conformance.probe.RawConnection.acceptOf;
import static misskey.conformance.probe.RawConnection.ascii;
import static misskey.conformance.probe.RawConnection.upgraded;
import static misskey.conformance.probe.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import misskey.conformance.probe.Handshake.Accepted;
import misskey.conformance.probe.Handshake.Failed;
import misskey.conformance.probe.Handshake.Refused;
import misskey.conformance.probe.Handshake.Unanswered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of dialling, for every way a peer may answer or not. */
class WireHandshakeTest {

    @Test
    void acceptedTellsStatusAndHeaders() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.accept();
            connection.awaitEnd();
        })) {
            Handshake handshake = WireClient.dial(WireRequest.to(peer.uri("/streaming")), PATIENCE);

            assertThat(handshake).isInstanceOfSatisfying(Accepted.class, accepted -> {
                accepted.client().close();
                assertThat(accepted.status()).isEqualTo(101);
                assertThat(accepted.headers())
                        .containsEntry("x-served-by", "raw")
                        .containsKey("sec-websocket-accept");
            });
        }
    }

    @Test
    void requestIsThatOfRfc6455() throws IOException {
        Map<String, String> asked = new ConcurrentHashMap<>();
        try (RawPeer peer = new RawPeer(connection -> {
            asked.putAll(connection.request());
            connection.send(upgraded(asked));
            connection.awaitEnd();
        })) {
            RecordingListener.open(WireRequest.to(peer.uri("/streaming?i=a%20b")))
                    .close();

            assertThat(asked)
                    .containsEntry("", "GET /streaming?i=a%20b HTTP/1.1")
                    .containsEntry("Host", peer.address())
                    .containsEntry("Upgrade", "websocket")
                    .containsEntry("Connection", "Upgrade")
                    .containsEntry("Sec-WebSocket-Version", "13")
                    .doesNotContainKey("Sec-WebSocket-Protocol");
            assertThat(Base64.getDecoder().decode(asked.get("Sec-WebSocket-Key")))
                    .hasSize(16);
        }
    }

    @Test
    void headersOfTheCallerTakeThePlaceOfTheClients() throws IOException {
        Map<String, String> asked = new ConcurrentHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", "elsewhere.example");
        headers.put("sec-websocket-key", "not even base64");
        headers.put("Authorization", "Bearer t");
        try (RawPeer peer = new RawPeer(connection -> {
            asked.putAll(connection.request());
            connection.send(upgraded(asked));
            connection.awaitEnd();
        })) {
            RecordingListener.open(new WireRequest(peer.uri("/"), headers, List.of(), Optional.empty()))
                    .close();

            assertThat(asked)
                    .containsEntry("Host", "elsewhere.example")
                    .containsEntry("Sec-WebSocket-Key", "not even base64")
                    .containsEntry("Authorization", "Bearer t");
        }
    }

    @Test
    void subprotocolsAreOfferedAndOneIsAccepted() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            Map<String, String> asked = connection.request();
            assertThat(asked).containsEntry("Sec-WebSocket-Protocol", "misskey, other");
            connection.send(answer(asked, "Sec-WebSocket-Protocol: other"));
            connection.awaitEnd();
        })) {
            WireRequest request =
                    new WireRequest(peer.uri("/"), Map.of(), List.of("misskey", "other"), Optional.empty());

            assertThat(WireClient.dial(request, PATIENCE)).isInstanceOfSatisfying(Accepted.class, accepted -> {
                accepted.client().close();
                assertThat(accepted.headers()).containsEntry("sec-websocket-protocol", "other");
            });
        }
    }

    @Test
    void interimAnswersAreSkipped() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            Map<String, String> asked = connection.request();
            connection.send(ascii("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"), upgraded(asked));
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isInstanceOfSatisfying(
                            Accepted.class, accepted -> accepted.client().close());
        }
    }

    @Test
    void refusedTellsStatusHeadersAndBodyByContentLength() throws IOException {
        Handshake handshake = dial("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nSet-Cookie: a=1\r\n"
                + "Set-Cookie: b=2\r\nContent-Length: 5\r\n\r\nno wayAND MORE");

        assertThat(handshake)
                .isEqualTo(new Refused(
                        401,
                        Map.of("www-authenticate", "Bearer", "set-cookie", "a=1, b=2", "content-length", "5"),
                        "no wa"));
    }

    @Test
    void refusedReadsAChunkedBody() throws IOException {
        Handshake handshake = dial("HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4;x=y\r\nnot \r\nA\r\nnow, later\r\n0\r\n\r\nAND MORE");

        assertThat(handshake).isEqualTo(new Refused(503, Map.of("transfer-encoding", "chunked"), "not now, later"));
    }

    @Test
    void refusedReadsABodyThatEndsWithTheConnection() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(ascii("HTTP/1.0 400 Bad Request\n\nbad\nrequest"));
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE))
                    .isEqualTo(new Refused(400, Map.of(), "bad\nrequest"));
        }
    }

    @Test
    void refusedKeepsWhatCameOfABodyInTime() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nnot here"));
            connection.awaitEnd();
        })) {
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), Duration.ofMillis(500)))
                    .isEqualTo(new Refused(404, Map.of("content-length", "100"), "not here"));
        }
    }

    @Test
    void refusedReadsNoMoreThan64KibOfABody() throws IOException {
        Handshake handshake = dial("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(100_000));

        assertThat(handshake)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.body()).hasSize(65_536));
    }

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
        int port = RawPeer.closedPort();

        assertThat(WireClient.dial(WireRequest.to(URI.create("ws://127.0.0.1:" + port)), PATIENCE))
                .isEqualTo(new Failed("nobody listens on 127.0.0.1:" + port + " (connection refused)", false));
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
            connection.send(answer(connection.request(), header));
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

    @Test
    void ipv6LoopbackIsReached() throws IOException {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(loopback));
        try (RawPeer peer = new RawPeer(server, connection -> {
            Map<String, String> asked = connection.request();
            assertThat(asked).containsEntry("Host", "[::1]:" + server.getLocalPort());
            connection.send(upgraded(asked));
            connection.awaitEnd();
        })) {
            URI uri = URI.create("http://[::1]:" + peer.uri("/").getPort() + "/streaming");

            RecordingListener.open(WireRequest.to(uri)).close();
        }
    }

    /** Dials a peer that sends this and waits for the client to close. */
    private static Handshake dial(String answer) throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.request();
            connection.send(ascii(answer));
            connection.awaitEnd();
        })) {
            return WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE);
        }
    }

    private static byte[] answer(Map<String, String> asked, String header) {
        String fitting = new String(upgraded(asked), StandardCharsets.US_ASCII);
        return ascii(fitting.replace("X-Served-By: raw", header));
    }
}
