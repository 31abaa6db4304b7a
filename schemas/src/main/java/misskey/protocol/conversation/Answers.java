package misskey.protocol.conversation;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import misskey.protocol.Direction;
import tools.jackson.databind.JsonNode;

/**
 * When the server is known to have read what the client sent: it answered something sent later on the
 * same connection. Times are those of the transcript, in microseconds.
 */
final class Answers {
    private static final int MOST = 4_096;

    private final Map<Question, Long> waiting = new Bounded<>();
    private final TreeMap<Long, Long> answeredByAsked = new TreeMap<>();

    /** What was asked, and the id, text or other value that its answer repeats. */
    private record Question(Kind kind, JsonNode repeated) {}

    /** What servers answer. */
    enum Kind {
        CONNECT,
        REQUEST,
        PING
    }

    /** The client sent something that servers answer. What the server asks tells nothing. */
    void asked(Direction by, Kind kind, JsonNode repeated, long at) {
        if (by == Direction.CLIENT) {
            waiting.put(new Question(kind, repeated), at);
        }
    }

    void answered(Direction by, Kind kind, JsonNode repeated, long at) {
        Long askedAt = by == Direction.SERVER ? waiting.remove(new Question(kind, repeated)) : null;
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
