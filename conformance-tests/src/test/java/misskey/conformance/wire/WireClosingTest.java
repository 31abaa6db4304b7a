package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.frame;
import static misskey.conformance.wire.RawConnection.octets;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static misskey.conformance.wire.RecordingListener.hear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import misskey.conformance.wire.RawConnection.ClientFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a connection ends, and what is heard of its end. */
class WireClosingTest {
    private final RecordingListener listener = new RecordingListener();

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
    void serverThatDoesNotCloseTcpIsNotWaitedForLong() throws Exception {
        assertThat(hear(connection -> {
                    connection.accept(frame(0x88));
                    assertThat(connection.read().opcode()).isEqualTo(0x8);
                    assertThat(connection.rest()).isEmpty();
                }))
                .containsExactly("close - ", "closed 1005 ");
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

    @Test
    void whenThePeerIsGoneSoAreSocketAndThread() throws Exception {
        try (RawPeer peer = new RawPeer(RawConnection::accept);
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/?i=secret")))) {
            Thread starter = new Thread(() -> client.start(listener));
            starter.setDaemon(false);
            starter.start();

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
    void deadlineOfTheHandshakeDoesNotEndTheConnection() throws Exception {
        Duration timeout = Duration.ofSeconds(1);
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept();
                    connection.awaitEnd();
                });
                WireClient client =
                        RecordingListener.accepted(WireClient.dial(WireRequest.to(peer.uri("/")), timeout))) {
            client.start(listener);

            assertThat(client.awaitClosed(timeout.plusMillis(100))).isFalse();
        }
    }
}
