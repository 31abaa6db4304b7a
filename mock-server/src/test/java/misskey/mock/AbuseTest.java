package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile stream client may do; another connection receives its events all the while. */
class AbuseTest {
    private static final String CONNECT = "{\"type\":\"connect\",\"body\":";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final Witness witness = new Witness(session);

    @AfterEach
    void stop() {
        witness.close();
        mock.close();
    }

    static Stream<String> messagesThatMeanNothing() {
        return Stream.of(
                "",
                " ",
                "hello",
                "ping",
                "null",
                "true",
                "42",
                "\"connect\"",
                "[]",
                "[{\"type\":\"connect\"}]",
                "{}",
                "{\"type\":null}",
                "{\"type\":[\"connect\"],\"body\":{}}",
                "{\"type\":\"CONNECT\",\"body\":{}}",
                "{\"type\":\"__proto__\",\"body\":{}}",
                "{\"type\":\"connected\",\"body\":{\"id\":\"a\"}}",
                "{\"type\":\"connect\"",
                "{'type':'connect'}",
                "{\"type\":NaN}",
                "\ufeff{\"type\":\"disconnect\",\"body\":{\"id\":\"a\"}}",
                "{\"type\":\"connect\"}",
                CONNECT + "null}",
                CONNECT + "[]}",
                CONNECT + "\"localTimeline\"}",
                CONNECT + "{}}",
                CONNECT + "{\"channel\":\"localTimeline\",\"pong\":true}}",
                CONNECT + "{\"channel\":\"localTimeline\",\"id\":null,\"pong\":true}}",
                CONNECT + "{\"channel\":[\"localTimeline\",\"main\"],\"id\":\"a\",\"pong\":true}}",
                CONNECT + "{\"channel\":\"constructor\",\"id\":\"a\",\"pong\":true}}",
                CONNECT + "{\"channel\":\"localtimeline\",\"id\":\"a\",\"pong\":true}}",
                "{\"type\":\"subNote\",\"body\":{\"id\":5}}",
                "{\"type\":\"subNote\",\"body\":{\"id\":[]}}",
                "{\"type\":\"unsubNote\",\"body\":{}}",
                "{\"type\":\"disconnect\",\"body\":{\"id\":{}}}",
                "{\"type\":\"api\",\"body\":{}}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "{\"type\":" + "9".repeat(2_000) + "}");
    }

    @ParameterizedTest
    @MethodSource("messagesThatMeanNothing")
    void messageThatMeansNothingIsIgnored(String message) throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.text(message);

            assertIsUsable(peer);
            assertThat(Journals.remarks(session, "anonymous-1")).hasSize(1);
        }
        witness.receivesEverything();
    }

    @Test
    void lastOfDuplicateKeysCounts() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.text(
                    CONNECT
                            + "{\"id\":\"no\",\"channel\":\"main\",\"channel\":\"localTimeline\",\"id\":\"yes\",\"pong\":true}}");

            assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"yes\"}}");
        }
        witness.receivesEverything();
    }

    @Test
    void binaryMessageIsIgnored() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.BINARY, true, new byte[] {0, (byte) 0xff});
            peer.frame(RawPeer.BINARY, true, new byte[1 << 20]);

            assertIsUsable(peer);
        }
        witness.receivesEverything();
    }

    @Test
    void tenMebibytesOfTextEndTheConnection() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            byte[] large = new byte[10 << 20];
            Arrays.fill(large, (byte) ' ');
            try {
                peer.frame(RawPeer.TEXT, true, large);
            } catch (SocketException cut) {
                // It was closed before all of it was sent.
            }

            assertThat(peer.closeCode()).isIn(1009, 1006);
        }
        assertThat(closeCode("anonymous-1")).isEqualTo(1009);
        witness.receivesEverything();
    }

    @Test
    void largestMessageIsOneMebibyte() throws Exception {
        byte[] most = new byte[1 << 20];
        Arrays.fill(most, (byte) ' ');
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.frame(RawPeer.TEXT, true, most);
            assertIsUsable(peer);

            peer.frame(RawPeer.TEXT, false, most);
            peer.frame(RawPeer.CONTINUATION, true, new byte[] {' '});
            assertThat(peer.closeCode()).isEqualTo(1009);
        }
        witness.receivesEverything();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            octets that are not UTF-8      | 81 83 00000000 61ff62       | 1007
            half a character at the end    | 81 81 00000000 c3           | 1007
            an opcode that does not exist  | 85 81 00000000 00           | 1002
            a reserved bit                 | c1 81 00000000 61           | 1002
            no mask                        | 81 01 61                    | 1002
            a continuation of nothing      | 80 81 00000000 61           | 1002
            a ping in two frames           | 09 80 00000000              | 1002
            a close of one octet           | 88 81 00000000 03           | 1002
            a close code nobody may send   | 88 82 00000000 03ed         | 1002
            """)
    void brokenFrameEndsTheConnection(String name, String octets, int code) throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            peer.send(HexFormat.of().parseHex(octets.replace(" ", "")));

            assertThat(peer.closeCode()).isIn(code, 1006);
        }
        assertThat(closeCode("anonymous-1")).isIn(code, 1006);
        witness.receivesEverything();
    }

    @Test
    void floodOfCapturesIsTaken() throws Exception {
        try (RawPeer peer = RawPeer.upgraded(session)) {
            for (int i = 0; i < 5_000; i++) {
                peer.text("{\"type\":\"subNote\",\"body\":{\"id\":\"note-" + i + "\"}}");
            }
            witness.receivesEverything();
            assertIsUsable(peer);
        }
        witness.receivesEverything();
    }

    @Test
    void clientThatNeverReadsIsCutOffAndSlowsNobody() throws Exception {
        try (RawPeer deaf = RawPeer.upgraded(session)) {
            for (int i = 0; i < 12; i++) {
                deaf.text(CONNECT + "{\"channel\":\"localTimeline\",\"id\":\"" + i + "\"}}");
            }
            deaf.text("{\"type\":\"api\",\"body\":{\"id\":\"a\",\"endpoint\":\"ping\"}}");
            assertThat(deaf.read().text()).startsWith("{\"type\":\"api:a\"");

            for (int i = 0; i < 2_000; i++) {
                witness.post(1_000);
            }
            witness.receivesEverything();
            assertThat(closeCode("anonymous-1")).isEqualTo(1006);
            assertThat(Journals.remarks(session, "anonymous-1"))
                    .containsExactly(
                            "cut off, because more than 16777216 characters wait to be read; they are dropped");
        }
    }

    @Test
    void clientsThatGoAwayWithoutAWordAreForgotten() throws Exception {
        for (int i = 0; i < 50; i++) {
            RawPeer.upgraded(session).close();
        }
        try (RawPeer half = RawPeer.upgraded(session)) {
            half.send(new byte[] {(byte) 0x81, (byte) 0xfe});
        }

        assertThat(closeCode("anonymous-51")).isEqualTo(1006);
        witness.receivesEverything();
    }

    private int closeCode(String conn) {
        return Journals.await(session, conn, Line.Op.CLOSED).get("code").intValue();
    }

    private static void assertIsUsable(RawPeer peer) throws IOException {
        peer.text(CONNECT + "{\"channel\":\"localTimeline\",\"id\":\"after\",\"pong\":true}}");
        assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"after\"}}");
    }
}
