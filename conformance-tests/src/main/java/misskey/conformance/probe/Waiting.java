package misskey.conformance.probe;

import java.time.Duration;
import java.util.Optional;
import misskey.conformance.verdict.NotJudged;

/**
 * A wait, and how much the kit lagged meanwhile. Where it lagged for more than a tenth of the wait, it waits on, up to three
 * times the deadline in all; where it lagged for more than a tenth of that too, that nothing came says nothing about the other
 * side.
 */
final class Waiting {
    private static final double TOLERATED = 0.1;
    private static final int LONGEST = 3;

    private final Lag lag;
    private final Duration patience;
    private final long began;

    private Waiting(Lag lag, Duration patience, long began) {
        this.lag = lag;
        this.patience = patience;
        this.began = began;
    }

    /** A wait of this long begins. */
    static Waiting begin(Lag lag, Duration patience) {
        return new Waiting(lag, patience, System.nanoTime());
    }

    /** Whether a wait of this long, which ran out just now, says nothing about the other side, and why. */
    static Optional<String> lagged(Lag lag, Duration patience) {
        long now = System.nanoTime();
        return new Waiting(lag, patience, now - patience.toNanos()).lagged(now);
    }

    /** How much longer to wait, in whole milliseconds, because the kit lagged; zero where it was punctual, or has waited long enough. */
    Duration left() {
        long now = System.nanoTime();
        long elapsed = now - began;
        long lost = lag.between(began, now).toNanos();
        if (lost <= TOLERATED * elapsed) {
            return Duration.ZERO;
        }
        Duration allowed = patience.multipliedBy(LONGEST).minusNanos(elapsed);
        return Duration.ofMillis(Math.max(0, Math.min(patience.toMillis(), allowed.toMillis())));
    }

    /**
     * The wait ran out.
     *
     * @param what what did not come
     * @throws NotJudged where the kit was kept from running for so long that this says nothing about the other side
     */
    void ranOut(String what) {
        lagged(System.nanoTime()).ifPresent(why -> {
            throw NotJudged.inconclusive(why + "; " + what);
        });
    }

    private Optional<String> lagged(long now) {
        long elapsed = now - began;
        long lost = lag.between(began, now).toNanos();
        return lost > TOLERATED * elapsed
                ? Optional.of("the kit itself lagged too much to tell, run again when the machine is less busy:"
                        + " it did not run for " + Duration.ofNanos(lost).toMillis() + " of the "
                        + Duration.ofNanos(elapsed).toMillis() + " ms that it waited, more than a tenth")
                : Optional.empty();
    }
}
