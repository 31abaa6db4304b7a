package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.octets;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import misskey.conformance.wire.RawConnection.ClientFrame;
import org.junit.jupiter.api.Test;

/** What a server gets of what the client is told to send. */
class WireSendingTest {
    private interface Sending {
        void by(WireClient client) throws Exception;
    }

    @Test
    void textIsOneMaskedFrame() throws Exception {
        send(client -> client.sendText("こん"), connection -> {
            ClientFrame frame = connection.read();
            assertThat(frame.fin()).isTrue();
            assertThat(frame.opcode()).isEqualTo(0x1);
            assertThat(frame.masked()).isTrue();
            assertThat(frame.payload()).isEqualTo(octets(0xe3, 0x81, 0x93, 0xe3, 0x82, 0x93));
        });
    }

    @Test
    void textIsCutByOctets() throws Exception {
        send(client -> client.sendText("aこb", 2, 0, 1), connection -> {
            assertFrame(connection.read(), false, 0x1, octets('a', 0xe3));
            assertFrame(connection.read(), false, 0x0);
            assertFrame(connection.read(), false, 0x0, octets(0x81));
            assertFrame(connection.read(), true, 0x0, octets(0x93, 'b'));
        });
    }

    @Test
    void textCutToItsEndHasNoEmptyFrameBehind() throws Exception {
        send(client -> client.sendText("abcd", 1, 3), connection -> {
            assertFrame(connection.read(), false, 0x1, octets('a'));
            assertFrame(connection.read(), true, 0x0, octets('b', 'c', 'd'));
        });
    }

    @Test
    void lengthsAreWrittenInTheFewestOctets() throws Exception {
        send(
                client -> {
                    for (int length : List.of(125, 126, 65_535, 65_536)) {
                        client.sendFrame(true, 0x2, new byte[length], false);
                    }
                },
                connection -> {
                    assertThat(connection.readOctets(2 + 125)).startsWith(0x82, 125);
                    assertThat(connection.readOctets(4 + 126)).startsWith(0x82, 126, 0, 126);
                    assertThat(connection.readOctets(4 + 65_535)).startsWith(0x82, 126, 255, 255);
                    assertThat(connection.readOctets(10 + 65_536)).startsWith(0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0);
                });
    }

    @Test
    void controlFramesAndBinaryAreSent() throws Exception {
        send(
                client -> {
                    client.sendPing(ascii("p"));
                    client.sendPong(ascii("q"));
                    client.sendBinary(octets(1, 2));
                    client.sendClose();
                    client.sendClose(1006, "never sent");
                },
                connection -> {
                    assertFrame(connection.read(), true, 0x9, octets('p'));
                    assertFrame(connection.read(), true, 0xa, octets('q'));
                    assertFrame(connection.read(), true, 0x2, octets(1, 2));
                    assertFrame(connection.read(), true, 0x8);
                    assertThat(connection.read().closeCode()).isEqualTo(1006);
                });
    }

    @Test
    void illegalOctetsAreSentAsTheyAre() throws Exception {
        send(
                client -> {
                    client.sendFrame(false, 0xf, octets(1), false);
                    client.sendRaw(octets(0xff, 0xfe));
                },
                connection -> assertThat(connection.readOctets(5)).isEqualTo(octets(0x0f, 1, 1, 0xff, 0xfe)));
    }

    @Test
    void framesOfManyThreadsAreWhole() throws Exception {
        int threads = 8;
        int each = 50;
        send(
                client -> {
                    ExecutorService senders = Executors.newFixedThreadPool(threads);
                    try {
                        List<Future<?>> sent = IntStream.range(0, threads)
                                .<Future<?>>mapToObj(n -> senders.submit(() -> {
                                    for (int i = 0; i < each; i++) {
                                        client.sendText(String.valueOf(n).repeat(1000), 300, 300);
                                    }
                                    return n;
                                }))
                                .toList();
                        for (Future<?> done : sent) {
                            done.get(60, TimeUnit.SECONDS);
                        }
                    } finally {
                        senders.shutdownNow();
                    }
                },
                connection -> {
                    for (int i = 0; i < threads * each; i++) {
                        String message = connection.read().text()
                                + connection.read().text()
                                + connection.read().text();
                        assertThat(message).isEqualTo(message.substring(0, 1).repeat(1000));
                    }
                });
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsSent() throws Exception {
        send(
                client -> {
                    assertThatIllegalArgumentException().isThrownBy(() -> client.sendText("abc", 2, 2));
                    assertThatIllegalArgumentException().isThrownBy(() -> client.sendText("abc", -1));
                    assertThatIllegalArgumentException().isThrownBy(() -> client.sendText("\ud83d"));
                    assertThatIllegalArgumentException().isThrownBy(() -> client.sendClose(65_536, ""));
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> client.sendFrame(true, 16, new byte[0], true));
                    client.close();
                },
                connection -> assertThat(connection.rest()).isEmpty());
    }

    @Test
    void closeEndsTcpWithoutAHandshake() throws Exception {
        send(WireClient::close, connection -> assertThat(connection.rest()).isEmpty());
    }

    @Test
    void resetResetsTcp() throws Exception {
        send(WireClient::reset, connection -> assertThat(connection.awaitEnd()).isEqualTo("reset"));
    }

    @Test
    void closedBeforeItIsStartedIsOver() throws Exception {
        send(
                client -> {
                    client.close();
                    assertThat(client.awaitClosed(PATIENCE)).isTrue();
                    assertThatExceptionOfType(WireException.class)
                            .isThrownBy(client::sendClose)
                            .withMessage("the connection is closed");
                },
                RawConnection::awaitEnd);
    }

    @Test
    void closeFreesASendThatWaits() throws Exception {
        CompletableFuture<Void> freed = new CompletableFuture<>();
        send(
                client -> {
                    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                        try {
                            client.sendBinary(new byte[64 * 1024 * 1024]);
                        } catch (IOException closed) {
                            throw new CompletionException(closed);
                        }
                    });
                    freed.get(60, TimeUnit.SECONDS);
                    client.close();
                    assertThat(sending)
                            .failsWithin(PATIENCE)
                            .withThrowableThat()
                            .withCauseInstanceOf(WireException.class);
                },
                connection -> {
                    // The first octets have come and nobody reads on: the send is under way and cannot end.
                    connection.readOctets(14);
                    freed.complete(null);
                    connection.awaitEnd();
                });
    }

    private static void assertFrame(ClientFrame frame, boolean fin, int opcode, byte... payload) {
        assertThat(frame.fin()).isEqualTo(fin);
        assertThat(frame.opcode()).isEqualTo(opcode);
        assertThat(frame.masked()).isTrue();
        assertThat(frame.payload()).isEqualTo(payload);
    }

    /** Lets a client send to a peer that accepted it. */
    private static void send(Sending sending, RawPeer.Script receiving) throws Exception {
        try (RawPeer peer = new RawPeer(connection -> {
                    connection.accept();
                    receiving.play(connection);
                });
                WireClient client = RecordingListener.open(WireRequest.to(peer.uri("/")))) {
            sending.by(client);
        }
    }
}
