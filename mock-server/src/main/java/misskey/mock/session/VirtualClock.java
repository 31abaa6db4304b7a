package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Time that stands still until it is told to go on. What was put off is done on the way, in order. */
final class VirtualClock implements SessionClock {
    private final Consumer<Runnable> runner;
    private final Instant began = Instant.now();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparing(Later::at).thenComparing(Later::number));
    private Duration now = Duration.ZERO;
    private long numbers;
    private boolean closed;

    private record Later(Duration at, long number, Runnable work) {}

    /** The runner does a piece of work while nothing else changes the world. */
    VirtualClock(Consumer<Runnable> runner) {
        this.runner = runner;
    }

    @Override
    public Clock timeOfDay() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(@Nullable ZoneId zone) {
                throw new UnsupportedOperationException("the time of a session is UTC");
            }

            @Override
            public Instant instant() {
                return began.plus(passed());
            }
        };
    }

    /** How much time has passed since the session began. */
    synchronized Duration passed() {
        return now;
    }

    @Override
    public synchronized Optional<Duration> untilNext() {
        return Optional.ofNullable(later.peek()).map(next -> next.at.minus(now));
    }

    @Override
    public synchronized void after(Duration delay, Runnable work) {
        if (!closed) {
            later.add(new Later(now.plus(delay.isNegative() ? Duration.ZERO : delay), numbers++, work));
        }
    }

    /** What that puts off in turn is done as well, where it falls due on the way. */
    @Override
    public void advance(Duration by) {
        Duration end = passed().plus(by);
        for (Later due = nextUntil(end); due != null; due = nextUntil(end)) {
            runner.accept(due.work);
        }
    }

    /** The next piece of work until then, at whose time it is now; null, and it is then, where there is none. */
    private synchronized @Nullable Later nextUntil(Duration end) {
        Later next = later.peek();
        if (next == null || next.at.compareTo(end) > 0) {
            now = end.compareTo(now) > 0 ? end : now;
            return null;
        }
        now = next.at.compareTo(now) > 0 ? next.at : now;
        return later.remove();
    }

    @Override
    public synchronized void forget() {
        later.clear();
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}
