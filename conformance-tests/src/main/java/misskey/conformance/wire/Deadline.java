package misskey.conformance.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * When waiting for a peer ends. It bounds a whole exchange, where a socket's own timeout would begin
 * anew with each octet of a slow peer. Counted on {@link System#nanoTime()}.
 */
record Deadline(long began, long ends) {

    /** A deadline this far from now. */
    static Deadline in(Duration wait) {
        long now = System.nanoTime();
        return new Deadline(now, now + wait.toNanos());
    }

    /** What is left, as a socket's timeout: at least 1, since 0 would mean forever. */
    int millisLeft() throws SocketTimeoutException {
        long left = (ends - System.nanoTime()) / 1_000_000;
        if (left < 1) {
            throw new SocketTimeoutException("the deadline is over");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /** The time since it was set. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
