package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Real time. All sessions share one thread, which is there only while something is put off. */
final class RealClock implements SessionClock {
    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private final Consumer<Runnable> runner;
    private final Set<Future<?>> later = new HashSet<>();
    private boolean closed;

    /** The runner does a piece of work while nothing else changes the world. */
    RealClock(Consumer<Runnable> runner) {
        this.runner = runner;
    }

    private static ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "misskey-mock-timers");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Does this after so long of real time, on the thread that all sessions share. */
    static Future<?> inRealTime(Duration delay, Runnable work) {
        return EXECUTOR.schedule(work, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public Clock timeOfDay() {
        return Clock.systemUTC();
    }

    @Override
    public synchronized void after(Duration delay, Runnable work) {
        if (!closed) {
            later.removeIf(Future::isDone);
            later.add(inRealTime(delay, () -> runner.accept(work)));
        }
    }

    @Override
    public void advance(Duration by) {
        throw cannotBeTold();
    }

    @Override
    public Optional<Duration> untilNext() {
        throw cannotBeTold();
    }

    private static IllegalStateException cannotBeTold() {
        return new IllegalStateException(
                "the time of this session is real; only that of a session whose clock is virtual or auto can be advanced");
    }

    @Override
    public synchronized void forget() {
        later.forEach(task -> task.cancel(false));
        later.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
