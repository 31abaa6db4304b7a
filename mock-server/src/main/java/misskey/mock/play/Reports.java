package misskey.mock.play;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client told its application, in order, each as a scenario's {@code seen} writes it:
 * {@code {channel, type, body}} with the scenario's name of the channel, {@code {noteUpdated, type, body}} with the
 * note's id, {@code {response, result}} or {@code {response, error}} with the scenario's name of the call,
 * {@code {state}} and {@code {error}}. A report satisfies one wait; one that nobody waited for stays. Thread-safe.
 */
public final class Reports {
    /** How many are kept: more than that is no application's life, but a client that has gone wrong. */
    public static final int MOST = 10_000;

    private final List<ObjectNode> told = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private Subject.@Nullable Failure end;

    /** Adds one; false where there is no room for it. */
    public synchronized boolean add(ObjectNode report) {
        boolean room = told.size() < MOST;
        if (room) {
            told.add(report);
        }
        notifyAll();
        return room;
    }

    /** Nothing more will come, for this reason, which everybody who waits is told. The first reason stands. */
    public synchronized void end(Subject.Failure reason) {
        if (end == null) {
            end = reason;
        }
        notifyAll();
    }

    /** How many there are. */
    public synchronized int size() {
        return told.size();
    }

    /** Those from this index on. */
    public synchronized List<ObjectNode> since(int index) {
        return List.copyOf(told.subList(Math.min(index, told.size()), told.size()));
    }

    /**
     * Waits for a report that fits, takes the earliest and binds what the pattern binds.
     *
     * @return empty where none came in time
     * @throws Subject.Failure where none is there, and none can come any more
     */
    public Optional<ObjectNode> await(FramePattern pattern, Bindings bindings, Duration patience) {
        return take(pattern, bindings, 0, patience).map(index -> since(index).get(0));
    }

    /** As {@link #await}, but of those from this index on; gives the index. */
    synchronized Optional<Integer> take(FramePattern pattern, Bindings bindings, int from, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = from;
        do {
            for (; next < told.size(); next++) {
                FramePattern.Match match = pattern.match(told.get(next), bindings);
                if (!taken.contains(next) && match.matches()) {
                    taken.add(next);
                    match.bound().forEach(bindings::bind);
                    return Optional.of(next);
                }
            }
            if (end != null) {
                throw end.again();
            }
        } while (waitUntil(deadline));
        return Optional.empty();
    }

    /** Those that nobody has taken. */
    public synchronized List<ObjectNode> untaken() {
        List<ObjectNode> left = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            if (!taken.contains(i)) {
                left.add(told.get(i));
            }
        }
        return left;
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
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
