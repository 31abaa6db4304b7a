package misskey.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Kept<String> kept = new Kept<>();

    @Test
    void eachIsTakenOnceInOrderAndTheOthersStay() {
        kept.add("a1");
        kept.add("b1");
        kept.add("a2");

        assertThat(kept.take(item -> item.startsWith("a"), () -> false, Duration.ZERO))
                .contains("a1");
        assertThat(kept.take(item -> item.startsWith("a"), () -> false, Duration.ZERO))
                .contains("a2");
        assertThat(kept.take(item -> item.startsWith("a"), () -> false, Duration.ZERO))
                .isEmpty();
        assertThat(kept.untaken()).containsExactly("b1");
        assertThat(kept.all()).containsExactly("a1", "b1", "a2");
        assertThat(kept.size()).isEqualTo(3);
    }

    @Test
    void whatComesWhileSomebodyWaitsIsTaken() throws Exception {
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        CompletableFuture<Optional<String>> taken = CompletableFuture.supplyAsync(() -> kept.take(
                item -> item.equals("late"),
                () -> {
                    waiting.complete(true);
                    return false;
                },
                LONG));
        waiting.get(10, TimeUnit.SECONDS);
        kept.add("early");
        kept.add("late");

        assertThat(taken.get(10, TimeUnit.SECONDS)).contains("late");
        assertThat(kept.untaken()).containsExactly("early");
    }

    @Test
    void nobodyWaitsForWhatCannotComeAnyMore() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Optional<String>> taken =
                CompletableFuture.supplyAsync(() -> kept.take(item -> true, over::get, LONG));
        over.set(true);
        kept.changed();

        assertThat(taken.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void conditionIsLookedAtAgainWheneverSomethingComes() throws Exception {
        CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() -> kept.await(() -> kept.size() == 2, LONG));
        kept.add("a");
        kept.add("b");

        assertThat(held.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kept.await(() -> kept.size() == 3, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            kept.take(item -> true, () -> false, LONG);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        waiter.interrupt();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
