package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.frame;
import static misskey.conformance.wire.RawConnection.octets;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static misskey.conformance.wire.RecordingListener.hear;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import misskey.conformance.wire.RawConnection.ClientFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a connection when a server sends what RFC 6455 forbids. */
class WireIllegalFrameTest {
    private final RecordingListener listener = new RecordingListener();

    static Stream<Arguments> illegalFrames() {
        return Stream.of(
                Arguments.of("a masked frame from the server", octets(0x81, 0x81, 0, 0, 0, 0, 'a')),
                Arguments.of("a frame with reserved bits set (first octet 0xc1)", octets(0xc1, 1, 'a')),
                Arguments.of("a frame with the reserved opcode 0x3", octets(0x83, 0)),
                Arguments.of("a frame with the reserved opcode 0xb", octets(0x8b, 0)),
                Arguments.of("a fragmented control frame (opcode 0x9)", octets(0x09, 0)),
                Arguments.of("a control frame of more than 125 octets (opcode 0x9)", octets(0x89, 126, 0, 126)),
                Arguments.of("a continuation frame without a message to continue", octets(0x80, 0)),
                Arguments.of("a new message before the fragmented one was finished", octets(0x01, 0, 0x81, 0)),
                Arguments.of("a length of 125 written in 16 bits", octets(0x81, 126, 0, 125)),
                Arguments.of("a length of 65535 written in 64 bits", octets(0x81, 127, 0, 0, 0, 0, 0, 0, 255, 255)),
                Arguments.of("a length with its highest bit set", octets(0x81, 127, 128, 0, 0, 0, 0, 0, 0, 0)),
                Arguments.of("a close frame with a payload of 1 octet", octets(0x88, 1, 3)),
                Arguments.of("a close frame with the code 999", octets(0x88, 2, 0x03, 0xe7)),
                Arguments.of("a close frame with the code 1005", octets(0x88, 2, 0x03, 0xed)),
                Arguments.of("a close frame with the code 5000", octets(0x88, 2, 0x13, 0x88)));
    }

    @ParameterizedTest
    @MethodSource("illegalFrames")
    void illegalFrameFailsTheConnectionWith1002(String what, byte[] octets) throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(octets, ascii("whatever follows"));
                    ClientFrame close = connection.read();
                    assertThat(close.opcode()).isEqualTo(0x8);
                    assertThat(close.closeCode()).isEqualTo(1002);
                }))
                .containsExactly("illegal " + what, "closed 1006 ");
    }

    @Test
    void serverThatSendsOnStillReadsWhyItIsFailed() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(octets(0x83, 0), new byte[1_000_000]);
                    assertThat(connection.read().closeCode()).isEqualTo(1002);
                }))
                .containsExactly("illegal a frame with the reserved opcode 0x3", "closed 1006 ");
    }

    @Test
    void closeReasonThatIsNotUtf8FailsTheConnectionWith1007() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x88, octets(0x03, 0xe8, 0xff)));
                    assertThat(connection.read().closeCode()).isEqualTo(1007);
                }))
                .containsExactly("illegal a close frame whose reason is not UTF-8", "closed 1006 ");
    }

    @Test
    void dataAfterTheCloseIsIllegalAndTheCodeStands() throws Exception {
        assertThat(hear(connection -> connection.accept(frame(0x88, octets(0x03, 0xe8)), frame(0x81, ascii("late")))))
                .containsExactly("close 1000 ", "illegal a data frame after the close frame", "closed 1000 ");
    }

    @Test
    void messageBeyondTheLimitFailsTheConnectionWith1009() throws Exception {
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept(frame(0x01, new byte[60]), frame(0x80, new byte[40]));
                    connection.send(frame(0x01, new byte[60]), frame(0x80, new byte[41]));
                    assertThat(connection.read().closeCode()).isEqualTo(1009);
                });
                WireClient client =
                        RecordingListener.accepted(WireClient.dial(WireRequest.to(peer.uri("/")), PATIENCE, 100))) {
            client.start(listener);

            assertThat(listener.untilClosed())
                    .containsExactly(
                            "text/2 " + "\0".repeat(100), "illegal a message larger than 100 octets", "closed 1006 ");
        }
    }

    @Test
    void announcedLengthAloneTakesNoMemory() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(octets(0x82, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255));
                    assertThat(connection.read().closeCode()).isEqualTo(1009);
                }))
                .containsExactly("illegal a message larger than 33554432 octets", "closed 1006 ");
    }
}
