package misskey.conformance.probe;

import static misskey.conformance.probe.RawConnection.ascii;
import static misskey.conformance.probe.RawConnection.frame;
import static misskey.conformance.probe.RawConnection.octets;
import static misskey.conformance.probe.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import misskey.conformance.probe.RawConnection.ClientFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is heard of the frames a server sends, and what is answered by itself. */
class WireReceivingTest {
    private final RecordingListener listener = new RecordingListener();

    @Test
    void framesInTheSegmentOfThe101AreHeard() throws Exception {
        assertThat(hear(connection -> connection.accept(frame(0x81, ascii("early")), frame(0x81, ascii("bird")))))
                .containsExactly("text/1 early", "text/1 bird", "closed 1006 ");
    }

    @Test
    void fragmentsAreJoinedAroundAPing() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept();
                    connection.send(frame(0x01, octets(0xe3, 0x81)));
                    connection.send(frame(0x89, ascii("there?")));
                    connection.send(frame(0x00));
                    connection.send(frame(0x80, octets(0x82)));
                    assertThat(connection.read().opcode()).isEqualTo(0xa);
                }))
                .containsExactly("ping there?", "text/3 あ", "closed 1006 ");
    }

    @Test
    void textThatIsNotUtf8IsHeardAsOctets() throws Exception {
        assertThat(hear(connection -> connection.accept(
                        frame(0x81, octets(0x61, 0xff)),
                        frame(0x81, octets(0xed, 0xa0, 0x80)),
                        frame(0x81, ascii("b")))))
                .containsExactly("not UTF-8/1 61ff", "not UTF-8/1 eda080", "text/1 b", "closed 1006 ");
    }

    @Test
    void binaryPongAndEmptyTextAreHeard() throws Exception {
        assertThat(hear(connection -> connection.accept(
                        frame(0x02, octets(1)), frame(0x80, octets(255)), frame(0x8a, ascii("unasked")), frame(0x81))))
                .containsExactly("binary/2 01ff", "pong unasked", "text/1 ", "closed 1006 ");
    }

    @Test
    void pingIsAnsweredWithItsOwnData() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x89, ascii("abc")));
                    ClientFrame pong = connection.read();
                    assertThat(pong.opcode()).isEqualTo(0xa);
                    assertThat(pong.masked()).isTrue();
                    assertThat(pong.text()).isEqualTo("abc");
                }))
                .containsExactly("ping abc", "closed 1006 ");
    }

    @Test
    void pingIsNotAnsweredWhenToldSo() throws Exception {
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept(frame(0x89, ascii("abc")), frame(0x88, octets(0x03, 0xe8)));
                    assertThat(connection.read().opcode()).isEqualTo(0x8);
                });
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")))) {
            client.answerPings(false);
            client.start(listener);

            assertThat(listener.untilClosed()).containsExactly("ping abc", "close 1000 ", "closed 1000 ");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000", "1001", "1012", "3000", "4000", "4999"})
    void closeCodeIsEchoed(int code) throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x88, octets(code >> 8, code, 'b', 'y', 'e')));
                    ClientFrame echo = connection.read();
                    assertThat(echo.opcode()).isEqualTo(0x8);
                    assertThat(echo.closeCode()).isEqualTo(code);
                }))
                .containsExactly("close " + code + " bye", "closed " + code + " bye");
    }

    @Test
    void closeWithoutCodeIs1005() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x88));
                    ClientFrame echo = connection.read();
                    assertThat(echo.opcode()).isEqualTo(0x8);
                    assertThat(echo.payload()).isEmpty();
                }))
                .containsExactly("close - ", "closed 1005 ");
    }

    @Test
    void closeOfTheClientIsNotAnsweredTwice() throws Exception {
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept();
                    ClientFrame close = connection.read();
                    assertThat(close.closeCode()).isEqualTo(4001);
                    assertThat(close.payload()).endsWith(ascii("enough"));
                    connection.send(frame(0x88, octets(0x0f, 0xa1)));
                    connection.endOutput();
                    assertThat(connection.rest()).isEmpty();
                });
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")))) {
            client.start(listener);
            client.sendClose(4001, "enough");

            assertThat(listener.untilClosed()).containsExactly("close 4001 ", "closed 4001 ");
        }
    }

    @Test
    void controlFramesAfterTheCloseAreNotHeard() throws Exception {
        assertThat(hear(connection -> connection.accept(
                        frame(0x88, octets(0x03, 0xe8)), frame(0x89), frame(0x88, octets(0x03, 0xe9)))))
                .containsExactly("close 1000 ", "closed 1000 ");
    }

    @Test
    void cutInTheMiddleOfAFrameIs1006() throws Exception {
        assertThat(hear(connection -> connection.accept(frame(0x81, ascii("whole")), octets(0x81, 5, 'h', 'a'))))
                .containsExactly("text/1 whole", "closed 1006 ");
    }

    @Test
    void resetIs1006() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x89));
                    connection.read();
                    connection.resetOnClose();
                }))
                .containsExactly("ping ", "closed 1006 ");
    }

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
                        RecordingListener.accepted(Opening.dial(WireRequest.to(peer.uri("/")), PATIENCE, 100))) {
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

    @Test
    void whenThePeerIsGoneSoAreSocketAndThread() throws Exception {
        try (RawPeer peer = new RawPeer(RawConnection::accept);
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/?i=secret")))) {
            client.start(listener);

            assertThat(client.awaitClosed(PATIENCE)).isTrue();
            assertThat(listener.untilClosed()).containsExactly("closed 1006 ");
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> client.sendText("too late"))
                    .withMessage("the connection is closed");
            Thread reader = listener.reader();
            assertThat(reader.isDaemon()).isTrue();
            assertThat(reader.getName()).isEqualTo("wire " + peer.address());
            reader.join(PATIENCE.toMillis());
            assertThat(reader.isAlive()).isFalse();
        }
    }

    @Test
    void closingIsHeardOnce() throws Exception {
        try (RawPeer peer = new RawPeer(connection -> {
            connection.accept(frame(0x89));
            connection.awaitEnd();
        })) {
            WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")));
            client.start(listener);
            assertThat(listener.next()).isEqualTo("ping ");
            client.close();
            client.close();

            assertThat(client.awaitClosed(PATIENCE)).isTrue();
            assertThat(listener.rest()).containsExactly("closed 1006 ");
        }
    }

    @Test
    void startsOnce() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept();
                    connection.awaitEnd();
                });
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")))) {
            client.start(listener);

            assertThatIllegalStateException().isThrownBy(() -> client.start(listener));
        }
    }

    /** What a listener hears of a peer up to the end. */
    private List<String> hear(RawPeer.Script script) throws Exception {
        try (RawPeer peer = new RawPeer(script);
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")))) {
            client.start(listener);
            return listener.untilClosed();
        }
    }
}
