package misskey.mock.play;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import misskey.mock.stream.StreamBehaviour;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import tools.jackson.databind.node.ObjectNode;

/** What clients do, kept until a step of the script asks for it. Filled by the session, emptied by the script. */
final class Inbox implements StreamBehaviour {
    private static final int MOST = 100_000;

    private final Dialect dialect;
    private final Deque<StreamConnection> opened = new ArrayDeque<>();
    private final List<Arrived> arrived = new ArrayList<>();
    private final Set<Integer> used = new HashSet<>();

    /** A frame of a client, with the type that its alias stands for. */
    record Arrived(StreamConnection connection, ObjectNode frame) {}

    Inbox(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public synchronized void opened(StreamConnection connection) {
        opened.add(connection);
        notifyAll();
    }

    @Override
    public synchronized void text(StreamConnection connection, String text) {
        Frame.read(text).fold(frame -> arrived.size() < MOST && arrived.add(canonical(connection, frame)), no -> false);
        notifyAll();
    }

    private Arrived canonical(StreamConnection connection, Frame frame) {
        String type = dialect.frameType(Direction.CLIENT, frame.type())
                .map(FrameType::means)
                .map(dialect::canonical)
                .map(FrameType::name)
                .orElse(frame.type());
        return new Arrived(connection, frame.json().deepCopy().put("type", type));
    }

    /** Waits for a connection that fits and takes it. */
    synchronized Optional<StreamConnection> connection(Predicate<StreamConnection> fits, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            Optional<StreamConnection> found = opened.stream().filter(fits).findFirst();
            if (found.isPresent()) {
                opened.remove(found.get());
                return found;
            }
        } while (waitUntil(deadline));
        return Optional.empty();
    }

    /** Waits for a frame on this connection that fits and takes it; binds what it binds. */
    synchronized Optional<ObjectNode> frame(
            StreamConnection connection, FramePattern pattern, Bindings bindings, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int next = 0;
        do {
            for (; next < arrived.size(); next++) {
                Arrived one = arrived.get(next);
                FramePattern.Match match = pattern.match(one.frame, bindings);
                if (one.connection == connection && !used.contains(next) && match.matches()) {
                    used.add(next);
                    match.bound().forEach(bindings::bind);
                    return Optional.of(one.frame);
                }
            }
        } while (waitUntil(deadline));
        return Optional.empty();
    }

    /** The frames of this connection that no step has taken. */
    synchronized List<ObjectNode> untaken(StreamConnection connection) {
        List<ObjectNode> frames = new ArrayList<>();
        for (int i = 0; i < arrived.size(); i++) {
            if (arrived.get(i).connection == connection && !used.contains(i)) {
                frames.add(arrived.get(i).frame);
            }
        }
        return frames;
    }

    /** How many frames have come, of whatever connection. */
    synchronized int count() {
        return arrived.size();
    }

    /** The frames of this connection from the given one on that fit. */
    synchronized List<ObjectNode> since(
            int from, StreamConnection connection, FramePattern pattern, Bindings bindings) {
        return arrived.subList(from, arrived.size()).stream()
                .filter(one -> one.connection == connection
                        && pattern.match(one.frame, bindings).matches())
                .map(Arrived::frame)
                .toList();
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
