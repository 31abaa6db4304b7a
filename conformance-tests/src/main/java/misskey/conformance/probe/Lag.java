package misskey.conformance.probe;

import java.time.Duration;

/** How much of a time the kit itself was kept from running, and so could not have seen anything. Thread-safe. */
@FunctionalInterface
public interface Lag {
    /** How long the kit was kept from running between two moments of {@link System#nanoTime()}; the second may be now. */
    Duration between(long from, long to);
}
