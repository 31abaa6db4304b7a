package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import misskey.mock.fault.EndingFault;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.fault.WireFault;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The octets that a client sees of a connection that goes wrong on request; another one is served well all the while. */
class WireFaultTest {
    private static final String CONN = "anonymous-1";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private RawPeer peer;
    private Witness witness;

    @BeforeEach
    void open() throws Exception {
        peer = RawPeer.upgraded(session);
        Journals.await(session, CONN, Line.Op.OPENED);
        witness = new Witness(session);
    }

    @AfterEach
    void stop() throws Exception {
        witness.receivesEverything();
        witness.close();
        peer.close();
        mock.close();
    }

    static Stream<Arguments> faultsThatEndTheConnection() {
        return Stream.of(
                Arguments.of(new EndingFault.Reset(), "RST", 1006),
                Arguments.of(new EndingFault.CloseWithoutFrame(), "FIN", 1006),
                Arguments.of(new EndingFault.Truncated(100, 3), "8164202020FIN", 1006),
                Arguments.of(new EndingFault.Truncated(70_000, 0), "817f0000000000011170FIN", 1006),
                Arguments.of(new EndingFault.CloseCode(1005, ""), "880203edFIN", 1005),
                Arguments.of(new EndingFault.CloseCode(999, ""), "880203e7FIN", 999),
                Arguments.of(new EndingFault.CloseCode(1000, "ok"), "880403e86f6bFIN", 1000),
                Arguments.of(new EndingFault.CloseCode(65_535, ""), "8802ffffFIN", 65_535));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsThatEndTheConnection")
    void connectionEnds(WireFault fault, String octets, int code) throws Exception {
        session.fault(CONN, fault);

        assertThat(peer.toTheEnd()).isEqualTo(octets);
        peer.close();
        assertThat(Journals.await(session, CONN, Line.Op.CLOSED).get("code").intValue())
                .isEqualTo(code);
        assertThat(Journals.remarks(session, CONN)).containsExactly("fault " + fault.name() + ": " + fault.does());
    }

    static Stream<Arguments> faultsThatTheConnectionSurvives() {
        return Stream.of(
                Arguments.of(new WireFault.ReservedOpcode(3), "8300"),
                Arguments.of(new WireFault.ReservedOpcode(15), "8f00"),
                Arguments.of(new WireFault.Oversize(1L << 40, false), "817f0000010000000000"),
                Arguments.of(new WireFault.Oversize(Long.MAX_VALUE, false), "817f7fffffffffffffff"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsThatTheConnectionSurvives")
    void octetsComeBetweenFrames(WireFault fault, String octets) throws Exception {
        assertIsUsable();
        session.fault(CONN, fault);

        assertThat(HexFormat.of().formatHex(peer.octets(octets.length() / 2))).isEqualTo(octets);
        assertIsUsable();
    }

    @Test
    void oversizeMessageIsWholeAndItsSizeIsExact() throws Exception {
        session.fault(CONN, new WireFault.Oversize(20 << 20, true));
        assertThat(HexFormat.of().formatHex(peer.octets(10))).isEqualTo("817f0000000001400000");
        witness.receivesEverything();
        String message = new String(peer.octets(20 << 20), StandardCharsets.UTF_8);

        assertThat(Json.read(message).propertyNames()).containsExactly("type", "body");
        assertThat(Journals.await(session, CONN, Line.Op.TEXT).get("length").intValue())
                .isEqualTo(20 << 20);
        assertIsUsable();
    }

    @Test
    void halfOpenConnectionDoesNotEvenFinishAFrame() throws Exception {
        session.fault(CONN, new WireFault.Drip(Duration.ofMillis(20)));
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"a\",\"pong\":true}}");
        assertThat(peer.octets(1)).isEqualTo(new byte[] {(byte) 0x81});
        session.fault(CONN, new EndingFault.HalfOpen());
        for (int i = 0; i < 50; i++) {
            witness.receivesEverything();
        }
        session.session().connections().get(0).cut();

        assertThat(peer.toTheEnd()).hasSizeLessThan(2 * 30);
    }

    @Test
    void closeOfTheClientAfterAnIllegalCloseEndsIt() throws Exception {
        session.fault(CONN, new EndingFault.CloseCode(1006, ""));
        assertThat(peer.toTheEnd()).isEqualTo("880203eeFIN");
        peer.frame(RawPeer.CLOSE, true, new byte[] {3, (byte) 0xea});

        assertThat(Journals.await(session, CONN, Line.Op.CLOSED).get("code").intValue())
                .isEqualTo(1006);
    }

    @Test
    void halfOpenConnectionReadsAndWritesNothing() throws Exception {
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"a\",\"pong\":true}}");
        assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"a\"}}");
        session.fault(CONN, new EndingFault.HalfOpen());
        witness.receivesEverything();
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"b\",\"pong\":true}}");
        peer.frame(RawPeer.PING, true, new byte[] {1});
        for (int i = 0; i < 20; i++) {
            witness.receivesEverything();
        }
        assertThat(session.session().connections()).hasSize(2);
        session.session().connections().get(0).cut();

        assertThat(peer.toTheEnd()).isIn("FIN", "RST");
        Journals.await(session, CONN, Line.Op.CLOSED);
        assertThat(session.journal())
                .filteredOn(line -> line.conn().equals(CONN))
                .extracting(Line::op)
                .containsExactly(
                        Line.Op.OPEN, Line.Op.OPENED, Line.Op.TEXT, Line.Op.TEXT, Line.Op.REMARK, Line.Op.CLOSED);
    }

    @Test
    void pingsAreNotAnsweredUntilTold() throws Exception {
        session.fault(CONN, new WireFault.NoPong());
        peer.frame(RawPeer.PING, true, new byte[] {1});
        assertIsUsable();

        session.clearFaults(CONN);
        peer.frame(RawPeer.PING, true, new byte[] {2});
        RawPeer.Frame pong = peer.read();
        assertThat(pong.opcode()).isEqualTo(RawPeer.PONG);
        assertThat(pong.payload().get(0)).isEqualTo((byte) 2);
    }

    @Test
    void stallHoldsEverythingForItsTime() throws Exception {
        long began = System.nanoTime();
        session.fault(CONN, new WireFault.Stall(Optional.of(Duration.ofMillis(200))));
        assertIsUsable();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void stallWithoutATimeEndsWhenTold() throws Exception {
        long began = System.nanoTime();
        session.fault(CONN, new WireFault.Stall(Optional.empty()));
        CompletableFuture<Void> told = CompletableFuture.runAsync(
                () -> session.clearFaults(CONN), CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
        assertIsUsable();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        told.join();
    }

    @Test
    void laterStallOutlivesAnEarlierOne() throws Exception {
        long began = System.nanoTime();
        session.fault(CONN, new WireFault.Stall(Optional.of(Duration.ofMillis(50))));
        session.fault(CONN, new WireFault.Stall(Optional.of(Duration.ofMillis(300))));
        assertIsUsable();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void framesDrip() throws Exception {
        session.fault(CONN, new WireFault.Drip(Duration.ofMillis(5)));
        long began = System.nanoTime();
        assertIsUsable();
        int octets = 2 + "{\"type\":\"connected\",\"body\":{\"id\":\"a\"}}".length();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(Duration.ofMillis(5).multipliedBy(octets - 1));
        peer.frame(RawPeer.PING, true, new byte[] {7});
        assertThat(peer.octets(3)).isEqualTo(new byte[] {(byte) 0x8a, 1, 7});
        session.clearFaults(CONN);
        assertIsUsable();
    }

    @Test
    void closeDripsToo() throws Exception {
        session.fault(CONN, new WireFault.Drip(Duration.ofMillis(1)));
        peer.frame(RawPeer.CLOSE, true, new byte[] {3, (byte) 0xe9});

        assertThat(peer.toTheEnd()).isEqualTo("880203e9FIN");
    }

    @Test
    void faultThatIsNotForAnOpenConnectionIsRefused() {
        assertThatThrownBy(() -> session.fault("alice-1", new EndingFault.Reset()))
                .hasMessage("there is no open connection \"alice-1\"");
        assertThatThrownBy(() -> session.fault(CONN, new HandshakeFault.Silence()))
                .hasMessage("silence acts at the handshake, and anonymous-1 is open already");
    }

    private void assertIsUsable() throws IOException {
        peer.text("{\"type\":\"connect\",\"body\":{\"channel\":\"globalTimeline\",\"id\":\"a\",\"pong\":true}}");
        assertThat(peer.read().text()).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"a\"}}");
        peer.text("{\"type\":\"disconnect\",\"body\":{\"id\":\"a\"}}");
    }
}
