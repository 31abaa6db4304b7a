package misskey.protocol.conversation;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import misskey.protocol.Direction;

/**
 * When the server is known to have read what the client sent: it answered something sent later on the
 * same connection. Times are those of the transcript, in microseconds.
 */
final class Answers {
    private static final int MOST = 4_096;

    private final Map<String, Long> waiting = new Bounded<>();
    private final TreeMap<Long, Long> answeredByAsked = new TreeMap<>();

    /** The client sent something that servers answer. What the server asks tells nothing. */
    void asked(Direction by, String key, long at) {
        if (by == Direction.CLIENT) {
            waiting.put(key, at);
        }
    }

    void answered(Direction by, String key, long at) {
        Long askedAt = by == Direction.SERVER ? waiting.remove(key) : null;
        if (askedAt != null) {
            answeredByAsked.put(askedAt, at);
            if (answeredByAsked.size() > MOST) {
                answeredByAsked.pollFirstEntry();
            }
        }
    }

    /** The earliest answer to something sent after this moment: by then the server had read everything before it. */
    OptionalLong readBy(long sentAt) {
        return answeredByAsked.tailMap(sentAt, false).values().stream()
                .mapToLong(Long::longValue)
                .min();
    }
}
