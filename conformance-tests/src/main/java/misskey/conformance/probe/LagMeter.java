package misskey.conformance.probe;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the lag of this process: a thread wants to wake up every ten milliseconds and remembers by how much it was late. What
 * makes it late, a busy machine, a stopped process or a collection of garbage, keeps every other thread waiting too. It sees
 * nothing of what makes one thread alone slow.
 *
 * <p>One for the whole process, in a daemon thread that begins with the first use. Forgets what is older than ten minutes.
 */
final class LagMeter implements Lag {
    private static final long EVERY = Duration.ofMillis(10).toNanos();
    /** A timer of an idle machine is late by less. */
    private static final long USUAL = Duration.ofMillis(20).toNanos();

    private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();

    private static final LagMeter SHARED = started();

    private final Deque<Gap> gaps = new ArrayDeque<>();
    private long due;

    /** From when it should have run until it did. */
    private record Gap(long from, long to) {
        long within(long start, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, start));
        }
    }

    /** @param now the moment at which it starts to measure */
    LagMeter(long now) {
        due = now + EVERY;
    }

    static LagMeter shared() {
        return SHARED;
    }

    private static LagMeter started() {
        LagMeter meter = new LagMeter(System.nanoTime());
        Thread ticking = new Thread(meter::tick, "misskey-kit-lag");
        ticking.setDaemon(true);
        ticking.start();
        return meter;
    }

    private void tick() {
        while (true) {
            LockSupport.parkNanos(EVERY);
            woke(System.nanoTime());
        }
    }

    /** The thread runs at this moment. */
    synchronized void woke(long now) {
        if (now - due > USUAL) {
            gaps.addLast(new Gap(due, now));
        }
        while (!gaps.isEmpty() && now - gaps.getFirst().to() > REMEMBERED) {
            gaps.removeFirst();
        }
        due = now + EVERY;
    }

    /** A gap that has not ended counts up to now: who asks may run before the meter does. */
    @Override
    public synchronized Duration between(long from, long to) {
        long sum = to - due > USUAL ? new Gap(due, to).within(from, to) : 0;
        for (Gap gap : gaps) {
            sum += gap.within(from, to);
        }
        return Duration.ofNanos(sum);
    }
}
