package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** When a scenario is over, passed or not, no thread of it goes on: no timer, no client, no listener of a connection. */
class NothingIsLeftTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final String STEPS = """
              - open: {as: alice}
              - fault: {closeWithoutFrame: true}
              - refused: {as: alice, for: 20s}
              - refused: {as: bob, for: 20s}
              - app: {call: i}
            """;

    @Test
    void noThreadGoesOn() throws Exception {
        // Threads belong to the group of the thread that starts them.
        ThreadGroup group = new ThreadGroup("played");
        FutureTask<Boolean> both = new FutureTask<>(() -> {
            boolean passed = Playing.of("""
                            covers: [client.event-once]
                            plays: [client]
                            background:
                              - client: {type: api}
                                then: [{server: {type: x}}]
                            """, STEPS + "  - seen: {error: {$any: true}}\n    on: alice\n")
                    .toClient()
                    .passed();
            boolean other = Playing.forClients(STEPS + "  - seen: {state: closed}\n    within: 10ms\n")
                    .toClient()
                    .passed();
            return passed && !other;
        });
        Thread player = new Thread(group, both, "player");
        player.start();
        assertThat(both.get()).as("one passed, and the other did not").isTrue();
        player.join();

        long deadline = System.nanoTime() + MOST.toNanos();
        for (Thread thread : threads(group)) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        assertThat(threads(group)).extracting(Thread::getName).isEmpty();
    }

    private static List<Thread> threads(ThreadGroup group) {
        Thread[] all = new Thread[group.activeCount() + 10];
        group.enumerate(all);
        return Arrays.stream(all).filter(Objects::nonNull).toList();
    }
}
