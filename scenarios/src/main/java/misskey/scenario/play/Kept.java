package misskey.scenario.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What came, kept in order until somebody asks for it. Each is taken once; what nobody asked for stays.
 * Thread-safe.
 */
public final class Kept<T> {
    private static final int MOST = 100_000;

    private final List<T> items = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();

    /** One more came; of too many the latest are forgotten. */
    public synchronized void add(T item) {
        if (items.size() < MOST) {
            items.add(item);
        }
        notifyAll();
    }

    /** Something changed that waiting may depend on. */
    public synchronized void changed() {
        notifyAll();
    }

    /** How many came so far. */
    public synchronized int size() {
        return items.size();
    }

    /**
     * Waits for the first that fits and was not taken, and takes it.
     *
     * @param fits is asked once for each
     * @param over whether nothing more can come: then nobody waits
     */
    public synchronized Optional<T> take(Predicate<? super T> fits, BooleanSupplier over, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = 0;
        do {
            for (; next < items.size(); next++) {
                if (!taken.contains(next) && fits.test(items.get(next))) {
                    taken.add(next);
                    return Optional.of(items.get(next));
                }
            }
        } while (!over.getAsBoolean() && waitUntil(deadline));
        return Optional.empty();
    }

    /** Those so far that nobody took. */
    public synchronized List<T> untaken() {
        List<T> left = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!taken.contains(i)) {
                left.add(items.get(i));
            }
        }
        return left;
    }

    /** All so far. */
    public synchronized List<T> all() {
        return List.copyOf(items);
    }

    /** Waits this long for a condition that {@link #changed} and {@link #add} may bring about. */
    public synchronized boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!waitUntil(deadline)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers are the loops
    private synchronized boolean waitUntil(long deadline) {
        long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            wait(left);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
