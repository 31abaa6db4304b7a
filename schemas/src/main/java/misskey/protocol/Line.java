package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a transcript: a frame, or an event around frames.
 *
 * @param n its number in the transcript, from 1
 * @param t microseconds since the recording began
 * @param conn the label of the connection; for a call the account that made it; {@code -} for neither
 * @param op what it is
 * @param members what this op has besides those four, as {@code transcripts/README.md} lists it
 */
public record Line(int n, long t, String conn, Op op, ObjectNode members) {

    /** What a line records. */
    public enum Op {
        STATE,
        OPEN,
        OPENED,
        REFUSED,
        UNANSWERED,
        TEXT,
        BINARY,
        PING,
        PONG,
        CLOSE,
        CLOSED,
        ERROR,
        CALL,
        EXCHANGE,
        REMARK;

        private static final Map<Op, List<String>> REQUIRED = new EnumMap<>(Map.ofEntries(
                Map.entry(STATE, List.of("accounts", "follows")),
                Map.entry(OPEN, List.of("url")),
                Map.entry(OPENED, List.of("status", "headers")),
                Map.entry(REFUSED, List.of("status", "headers", "body")),
                Map.entry(UNANSWERED, List.of("afterMs")),
                Map.entry(TEXT, List.of("from", "text")),
                Map.entry(BINARY, List.of("from", "hex")),
                Map.entry(PING, List.of("from", "data")),
                Map.entry(PONG, List.of("from", "data")),
                Map.entry(CLOSE, List.of("from")),
                Map.entry(CLOSED, List.of("code", "reason")),
                Map.entry(ERROR, List.of("message")),
                Map.entry(CALL, List.of("endpoint", "data", "status", "began")),
                Map.entry(EXCHANGE, List.of("request", "response")),
                Map.entry(REMARK, List.of("text"))));

        /** The word in the file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        List<String> required() {
            return REQUIRED.getOrDefault(this, List.of());
        }
    }

    /** Who sent the message or control frame of this line. */
    public Direction from() {
        return Direction.of(members.path("from").stringValue(""));
    }

    /** The text of a text message; empty where it was no UTF-8 or only its beginning was kept. */
    public Optional<String> wholeText() {
        return members.path("cut").booleanValue(false)
                ? Optional.empty()
                : members.path("text").stringValueOpt();
    }

    /** A member by name; a missing node where this line has none. */
    public JsonNode get(String member) {
        return members.path(member);
    }

    /** The octets of a binary message read as UTF-8 text, as some servers do; empty where only a part of them was kept. */
    public Optional<String> wholeBinaryAsText() {
        return op != Op.BINARY || members.has("cut")
                ? Optional.empty()
                : Optional.of(new String(
                        HexFormat.of().parseHex(members.path("hex").stringValue("")), StandardCharsets.UTF_8));
    }
}
