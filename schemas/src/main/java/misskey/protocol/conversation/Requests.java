package misskey.protocol.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Frame;

/** The api requests of one connection, by id. */
final class Requests {
    private static final int MOST_WAITING = 1_000;

    private final Map<String, Asked> byId = new Bounded<>();

    /** A request that waits for its response. */
    record Request(Frame frame, long at) {}

    private record Asked(Deque<Request> waiting) {}

    void asked(String id, Frame frame, long at) {
        Deque<Request> waiting = byId.computeIfAbsent(id, key -> new Asked(new ArrayDeque<>())).waiting;
        if (waiting.size() < MOST_WAITING) {
            waiting.add(new Request(frame, at));
        }
    }

    /** Takes the oldest waiting request of this id; empty where none waits. */
    Optional<Request> answered(String id) {
        return Optional.ofNullable(byId.get(id)).map(asked -> asked.waiting.poll());
    }

    boolean isWaiting(String id) {
        Asked asked = byId.get(id);
        return asked != null && !asked.waiting.isEmpty();
    }

    boolean wasEverAsked(String id) {
        return byId.containsKey(id);
    }
}
