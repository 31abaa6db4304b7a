package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.frame;
import static misskey.conformance.wire.RawConnection.octets;
import static misskey.conformance.wire.RecordingListener.hear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import misskey.conformance.wire.RawConnection.ClientFrame;
import org.junit.jupiter.api.Test;

/** What is heard of the messages and pings of a server, and what is answered by itself. */
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
}
