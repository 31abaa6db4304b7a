package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawPeer.dial;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import misskey.conformance.wire.Handshake.Refused;
import org.junit.jupiter.api.Test;

/** What is read of an HTTP answer that refuses the upgrade. */
class WireRefusalTest {

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
            assertThat(WireClient.dial(WireRequest.to(peer.uri("/")), Duration.ofSeconds(1)))
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
}
