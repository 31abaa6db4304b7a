package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Much at once: nothing is lost, nothing overtakes, nobody waits for anybody for ever. */
class BurstTest {
    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults().withVirtualTime());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void whatWaitsArrivesInOrderOnceTheClientReads() throws Exception {
        ApiPeer bob = new ApiPeer(session, "bob");
        String text = "x".repeat(20_000);
        try (RawPeer late = RawPeer.upgraded(session)) {
            late.text("{\"type\":\"connect\",\"body\":{\"channel\":\"localTimeline\",\"id\":\"l\",\"pong\":true}}");
            assertThat(late.read().text()).contains("connected");

            List<String> posted =
                    IntStream.range(0, 500).mapToObj(i -> bob.note(text)).toList();
            late.frame(RawPeer.PING, true, new byte[] {1});

            List<String> received = new ArrayList<>();
            for (RawPeer.Frame frame = late.read(); frame.opcode() == RawPeer.TEXT; frame = late.read()) {
                received.add(Json.read(frame.text()).at("/body/body/id").stringValue());
            }
            assertThat(received).isEqualTo(posted);
        }
    }

    @Test
    void manyPostWhileOthersComeAndGo() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (StreamPeer stream = StreamPeer.as(session, "alice").connect("localTimeline", "l")) {
            List<CompletableFuture<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ApiPeer poster = new ApiPeer(session, i % 2 == 0 ? "alice" : "bob");
                work.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, 50).forEach(n -> poster.note("n".repeat(2_000))), threads));
                work.add(CompletableFuture.runAsync(() -> comeAndGo(session), threads));
            }
            work.forEach(CompletableFuture::join);

            assertThat(stream.untilFence())
                    .extracting(frame -> frame.at("/body/body/id").stringValue())
                    .hasSize(400)
                    .isSorted();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void comeAndGo(MockSession session) {
        for (int i = 0; i < 10; i++) {
            StreamPeer.as(session, "bob").connect("localTimeline", "l").close();
        }
    }
}
