package misskey.scenario;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** What comes on a connection and is no frame, written as patterns write it: {@code {$text: "not json"}}. */
public final class OtherMessage {
    public static final String TEXT = "$text";
    public static final String BINARY = "$binary";
    public static final String PING = "$ping";
    public static final String PONG = "$pong";
    public static final String CLOSE = "$close";

    static final List<String> KINDS = List.of(TEXT, BINARY, PING, PONG, CLOSE);

    private OtherMessage() {}

    /** The message that a line of a transcript shows; empty for a line that shows none. A text is one here even if it is a frame. */
    public static Optional<ObjectNode> of(Line line) {
        return switch (line.op()) {
            case TEXT -> line.wholeText().map(text -> Json.object().put(TEXT, text));
            case BINARY -> Optional.of(Json.object().set(BINARY, line.get("hex")));
            case PING -> Optional.of(Json.object().set(PING, line.get("data")));
            case PONG -> Optional.of(Json.object().set(PONG, line.get("data")));
            case CLOSED -> {
                ObjectNode end = Json.object();
                end.set("code", line.get("code"));
                end.set("reason", line.get("reason"));
                yield Optional.of(Json.object().set(CLOSE, end));
            }
            default -> Optional.empty();
        };
    }

    /** The kind of a message that is written so; empty for a frame. */
    public static Optional<String> kind(ObjectNode message) {
        return KINDS.stream().filter(message::has).findFirst();
    }
}
