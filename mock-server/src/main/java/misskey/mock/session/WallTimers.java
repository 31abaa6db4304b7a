package misskey.mock.session;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import misskey.mock.world.Timers;
import org.jspecify.annotations.Nullable;

/** Timers of real time, on a thread that is there only once something was put off. Thread-safe. */
final class WallTimers implements Timers, AutoCloseable {
    private static final long SECONDS_TO_END = 5;

    private final Consumer<Runnable> runner;
    private @Nullable ScheduledThreadPoolExecutor executor;
    private boolean closed;

    /** The runner does a piece of work while nothing else changes the world. */
    WallTimers(Consumer<Runnable> runner) {
        this.runner = runner;
    }

    @Override
    public synchronized void after(Duration delay, Runnable work) {
        if (closed) {
            return;
        }
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "misskey-mock-timers");
                thread.setDaemon(true);
                return thread;
            });
        }
        var unused = executor.schedule(() -> runner.accept(work), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** Forgets what was put off, and waits until the thread has ended. */
    @Override
    public void close() {
        ScheduledThreadPoolExecutor ending;
        synchronized (this) {
            closed = true;
            ending = executor;
        }
        if (ending == null) {
            return;
        }
        ending.shutdownNow();
        try {
            ending.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
