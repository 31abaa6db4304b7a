package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.upgraded;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import misskey.conformance.wire.Handshake.Accepted;
import org.junit.jupiter.api.Test;

/** What is asked for, and what a server that accepts it has said. */
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
            connection.send(upgraded(asked, "Sec-WebSocket-Protocol: other"));
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
}
