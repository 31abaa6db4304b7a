package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for what a session's journal will say. */
class MockSessionAwaitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void lineThatIsThereAlreadyNeedsNoPatience() throws InterruptedException {
        call("i");

        assertThat(session.await(callOf("i"), Duration.ZERO)).hasValue(onlyLine());
    }

    @Test
    void lineThatComesLaterIsWaitedFor() throws InterruptedException {
        call("meta");
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
            awaitDown(waiting);
            call("i");
        });

        Optional<Line> found = session.await(
                line -> {
                    waiting.countDown();
                    return callOf("i").test(line);
                },
                PATIENCE);

        assertThat(found.map(Line::n)).hasValue(2);
        assertThat(later).succeedsWithin(PATIENCE);
    }

    @Test
    void everyLineIsShownOnceAndInOrder() throws InterruptedException {
        call("meta");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                call("meta");
            }
        });

        try {
            for (int i = 0; i < 150; i++) {
                List<Integer> shown = new ArrayList<>();
                session.await(line -> !shown.add(line.n()), Duration.ofNanos(50_000));
                int first = shown.get(0);
                assertThat(shown)
                        .isEqualTo(IntStream.range(first, first + shown.size())
                                .boxed()
                                .toList());
            }
        } finally {
            enough.set(true);
        }
        assertThat(meanwhile).succeedsWithin(PATIENCE);
    }

    @Test
    void nothingIsGivenWhenPatienceRunsOut() throws InterruptedException {
        call("meta");

        assertThat(session.await(callOf("i"), Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void interruptionEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> session.await(callOf("i"), PATIENCE)).isInstanceOf(InterruptedException.class);
    }

    private void call(String endpoint) {
        session.session().call(Optional.of("alice-token"), endpoint, Json.object());
    }

    private Line onlyLine() {
        assertThat(session.journal()).hasSize(1);
        return session.journal().get(0);
    }

    private static Predicate<Line> callOf(String endpoint) {
        return line -> line.op() == Line.Op.CALL
                && line.get("endpoint").stringValue("").equals(endpoint);
    }

    private static void awaitDown(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
