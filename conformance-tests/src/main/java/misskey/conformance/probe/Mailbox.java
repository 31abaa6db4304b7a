package misskey.conformance.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.NearMiss;
import org.jspecify.annotations.Nullable;

/**
 * The frames that came on one connection. A frame satisfies one wait; frames that nobody waited for
 * stay available. Filled by the connection's reader thread, read by the case's thread.
 */
final class Mailbox {
    private static final int MOST = 100_000;

    private final List<Received> received = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();
    private final Set<String> pongs = new HashSet<>();
    private int pings;
    private @Nullable String ended;

    synchronized void add(Received frame) {
        if (received.size() < MOST) {
            received.add(frame);
        }
        notifyAll();
    }

    /** Nothing more will come; the first reason given stands. */
    synchronized void end(String why) {
        if (ended == null) {
            ended = why;
        }
        notifyAll();
    }

    /** Why the connection ended; empty while it is open. */
    synchronized Optional<String> ended() {
        return Optional.ofNullable(ended);
    }

    /** Waits for a frame and takes it; empty where none has come in time, or the connection ended. Binds what it binds. */
    synchronized Optional<Received> poll(FramePattern pattern, Bindings bindings, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = 0;
        do {
            for (; next < received.size(); next++) {
                FramePattern.Match match = pattern.match(received.get(next).json(), bindings);
                if (!used.contains(next) && match.matches()) {
                    used.add(next);
                    match.bound().forEach(bindings::bind);
                    return Optional.of(received.get(next));
                }
            }
        } while (ended == null && waitUntil(deadline));
        return Optional.empty();
    }

    /** Waits this long, or until the connection ends. */
    synchronized void linger(Duration window) {
        long deadline = System.nanoTime() + window.toNanos();
        while (ended == null && waitUntil(deadline)) {
            // Whatever came in between is kept for later.
        }
    }

    /** A ping came. */
    synchronized void ping() {
        pings++;
        notifyAll();
    }

    /** A pong came, with this payload. */
    synchronized void pong(String data) {
        pongs.add(data);
        notifyAll();
    }

    /** Waits until a pong with this payload has come; false where none has in time, or the connection ended. */
    synchronized boolean awaitPong(String data, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!pongs.contains(data) && ended == null && waitUntil(deadline)) {
            // Whatever came in between is kept for later.
        }
        return pongs.contains(data);
    }

    /** Waits until this many pings have come, or the connection has ended. */
    synchronized void awaitPings(int count, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ended == null && pings < count && waitUntil(deadline)) {
            // Whatever came in between is kept for later.
        }
    }

    /** Every frame so far that fits, used or not. */
    synchronized List<Received> all(FramePattern pattern, Bindings names) {
        return received.stream()
                .filter(one -> pattern.match(one.json(), names).matches())
                .toList();
    }

    /** The frame that came nearest to a pattern. */
    synchronized Optional<NearMiss> nearest(FramePattern pattern, Bindings names) {
        return NearMiss.among(received.stream().map(Received::json).toList(), pattern, names);
    }

    @SuppressWarnings("WaitNotInLoop") // its callers are the loops
    private synchronized boolean waitUntil(long deadline) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
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
