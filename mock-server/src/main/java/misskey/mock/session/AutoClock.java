package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time that jumps to what is due next by itself, while somebody is connected. It waits until nothing has moved for a
 * moment, and for the answer to every ping: a healthy client must have had the chance.
 */
final class AutoClock implements SessionClock {
    /** How long nothing has moved before it is known that nothing else will. */
    private static final Duration QUIET = Duration.ofMillis(10);
    /** Between two jumps that nobody can notice, so that others have their turn. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final VirtualClock time;
    private final Outside outside;
    private @Nullable Future<?> look;
    private long moves;
    private long movedAt = System.nanoTime();
    private int advancing;
    private boolean closed;

    AutoClock(VirtualClock time, Outside outside) {
        this.time = time;
        this.outside = outside;
        outside.onMove(this::moved);
    }

    /** Something was sent or put off: what was known of the quiet is known no more. */
    private synchronized void moved() {
        moves++;
        movedAt = System.nanoTime();
        notifyAll();
        lookIn(QUIET);
    }

    private synchronized void lookIn(Duration delay) {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
        if (!closed && advancing == 0) {
            look = RealClock.inRealTime(delay, this::look);
        }
    }

    /** Jumps, or comes back when it may; where there is nothing to jump to, the next move brings it back. */
    private void look() {
        if (!outside.isAnybodyThere() || time.untilNext().isEmpty()) {
            return;
        }
        Duration unanswered = outside.untilAnswered();
        Duration loud = untilQuiet();
        Duration wait = loud.compareTo(unanswered) > 0 ? loud : unanswered;
        if (wait.isZero()) {
            time.untilNext().ifPresent(time::advance);
            lookIn(PAUSE);
        } else {
            lookIn(wait);
        }
    }

    private synchronized Duration untilQuiet() {
        Duration left = QUIET.minusNanos(System.nanoTime() - movedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** On the way it waits for answers, as it does when it goes on by itself. */
    @Override
    public void advance(Duration by) {
        Duration end = time.passed().plus(by);
        pause(1);
        try {
            Optional<Duration> next = time.untilNext();
            while (next.isPresent() && time.passed().plus(next.get()).compareTo(end) <= 0) {
                if (!awaitAnswers()) {
                    return;
                }
                time.advance(next.get());
                next = time.untilNext();
            }
            time.advance(end.minus(time.passed()));
        } finally {
            pause(-1);
        }
    }

    /** While somebody lets time pass, it does not go on by itself. */
    private synchronized void pause(int more) {
        advancing += more;
        lookIn(QUIET);
    }

    /** Waits until every client has answered or has had its time; false where the thread was interrupted. */
    private boolean awaitAnswers() {
        while (true) {
            long seen = movesSoFar();
            Duration left = outside.untilAnswered();
            if (left.isZero()) {
                return true;
            }
            try {
                awaitMove(seen, left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private synchronized long movesSoFar() {
        return moves;
    }

    private synchronized void awaitMove(long seen, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (moves == seen && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }

    @Override
    public Clock timeOfDay() {
        return time.timeOfDay();
    }

    @Override
    public Optional<Duration> untilNext() {
        return time.untilNext();
    }

    @Override
    public void after(Duration delay, Runnable work) {
        time.after(delay, work);
        lookIn(QUIET);
    }

    @Override
    public void forget() {
        time.forget();
    }

    @Override
    public synchronized void close() {
        closed = true;
        lookIn(QUIET);
        time.close();
    }
}
