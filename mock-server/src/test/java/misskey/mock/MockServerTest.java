package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import misskey.mock.session.Peer;
import misskey.mock.session.SessionSettings;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starting, sessions and their ports, and what is left after closing. */
class MockServerTest {
    private final MockServer mock = MockServer.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void eachSessionHasAPortOfItsOwn() {
        List<Integer> ports = IntStream.range(0, 20)
                .mapToObj(i -> mock.session(SessionSettings.defaults()).port())
                .toList();

        assertThat(ports).doesNotHaveDuplicates().doesNotContain(0);
    }

    @Test
    void whatHappensInOneSessionIsUnknownInAnother() {
        MockSession one = mock.session(SessionSettings.defaults());
        MockSession other = mock.session(SessionSettings.defaults());
        try (StreamPeer stream = StreamPeer.as(one, "alice").connect("main", "m");
                StreamPeer elsewhere =
                        StreamPeer.as(other, "alice").connect("main", "m").connect("globalTimeline", "g")) {
            new ApiPeer(one, "bob").note("hi @alice");

            assertThat(stream.untilFence()).hasSize(1);
            assertThat(elsewhere.untilFence()).isEmpty();
            assertThat(other.journal()).noneMatch(line -> line.op() == Line.Op.CALL);
        }
    }

    @Test
    void accountsAndSeedAreTheSessionsOwn() {
        MockSession session = mock.session(
                SessionSettings.defaults().withAccounts(List.of("zoë")).withSeed(7));
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            new ApiPeer(session, "zoë").note("hi");

            assertThat(stream.untilFence()).hasSize(1);
        }
        assertThatThrownBy(() -> session.token("alice")).hasMessageContaining("has no account \"alice\"");
    }

    @Test
    void mockOnIpv6LoopbackGivesUrlsWithBrackets() {
        try (MockServer six = MockServer.start("::1")) {
            Assumptions.assumeTrue(hasIpv6(), "this machine has no ::1");
            MockSession session = six.session(SessionSettings.defaults());
            assertThat(session.streamUrl()).hasToString("ws://[::1]:" + session.port() + "/streaming");
            try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
                new ApiPeer(session, "bob").note("hi");

                assertThat(stream.untilFence()).hasSize(1);
            }
        }
    }

    @Test
    void portInUseIsSaidToBe() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> mock.session(SessionSettings.defaults(), port))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + port + " on 127.0.0.1 is in use; choose another, or 0 for any free one");
        }
    }

    @Test
    void addressOfAnotherMachineIsRefused() {
        try (MockServer elsewhere = MockServer.start(
                ServerSettings.defaults().withHost("192.0.2.1").withControlToken(Secret.of("control", "of-control")))) {
            assertThatThrownBy(() -> elsewhere.session(SessionSettings.defaults(), 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
        }
    }

    @Test
    void closedSessionCutsItsConnectionsAndFreesItsPort() throws Exception {
        MockSession session = mock.session(SessionSettings.defaults());
        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("main", "m");
                RawPeer keptAlive = RawPeer.connected(session)) {
            assertThat(keptAlive.ask("GET / HTTP/1.1\r\nHost: mock\r\n\r\n")).startsWith("HTTP/1.1 404 ");

            session.close();

            assertThat(stream.closeCode()).isEqualTo(1006);
            assertThat(Journals.await(session, "alice-1", Line.Op.CLOSED)
                            .get("code")
                            .intValue())
                    .isEqualTo(1006);
            assertThatThrownBy(() -> keptAlive.ask("GET / HTTP/1.1\r\nHost: mock\r\n\r\n"))
                    .isInstanceOf(IOException.class);
            MockSession next = mock.session(SessionSettings.defaults(), session.port());
            assertThat(new ApiPeer(next, "alice").note("hi")).isNotEmpty();
        }
    }

    @Test
    void otherSessionsOutliveAClosedOne() {
        MockSession other = mock.session(SessionSettings.defaults());
        try (StreamPeer stream = StreamPeer.anonymous(other).connect("localTimeline", "l")) {
            mock.session(SessionSettings.defaults()).close();
            new ApiPeer(other, "bob").note("hi");

            assertThat(stream.untilFence()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            names = {"MUTE", "ECHOES"})
    void peerThatDoesNothingIsCutToo(Peer peer) {
        MockSession session = mock.session(SessionSettings.defaults().withPeer(peer));
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            session.close();

            assertThat(stream.closeCode()).isEqualTo(1006);
        }
    }

    @Test
    void closedMockCutsEverythingAndMakesNoSessions() {
        MockSession session = mock.session(SessionSettings.defaults());
        try (StreamPeer stream = StreamPeer.anonymous(session)) {
            mock.close();

            assertThat(stream.closeCode()).isEqualTo(1006);
            assertThatThrownBy(() -> mock.session(SessionSettings.defaults()))
                    .hasMessage("the mock server is closed; start another");
        }
    }

    @Test
    void closingAgainDoesNothing() {
        MockSession session = mock.session(SessionSettings.defaults());
        session.close();
        session.close();
        mock.close();
        mock.close();

        assertThat(session.journal()).isEmpty();
    }

    @Test
    void connectionsOpenedWhileItClosesAreCut() {
        MockSession session = mock.session(SessionSettings.defaults());
        List<CompletableFuture<Integer>> ends = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try (StreamPeer stream = StreamPeer.anonymous(session)) {
                        return stream.closeCode();
                    } catch (RuntimeException refused) {
                        return 1006;
                    }
                }))
                .toList();
        session.close();

        assertThat(ends).allSatisfy(end -> assertThat(end.join()).isEqualTo(1006));
    }

    private static boolean hasIpv6() {
        try (ServerSocket six = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            return six.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
