package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.frame;
import static misskey.conformance.wire.RawConnection.octets;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client that is lenient on purpose takes what RFC 6455 forbids; the usual one does not. */
class WireLenientTest {
    private final RecordingListener listener = new RecordingListener();

    @Test
    void maskedFramesAndReservedOpcodesAreTaken() throws Exception {
        byte[] masked = octets(0x81, 0x82, 1, 2, 3, 4, 'h' ^ 1, 'i' ^ 2);
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept(masked, frame(0x83, ascii("?")), frame(0x81, ascii("plain")));
                    connection.send(frame(0x88, octets(0x03, 0xed)));
                    assertThat(connection.read().closeCode()).isEqualTo(1005);
                });
                WireClient client =
                        RecordingListener.accepted(WireClient.dialLeniently(WireRequest.to(peer.uri("/")), PATIENCE))) {
            client.start(listener);

            assertThat(listener.untilClosed())
                    .containsExactly("text/1 hi", "text/1 plain", "close 1005 ", "closed 1005 ");
        }
    }
}
