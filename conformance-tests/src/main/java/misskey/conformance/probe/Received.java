package misskey.conformance.probe;

import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A frame that came from the server.
 *
 * @param json the whole frame
 * @param line the transcript line that shows it
 */
public record Received(ObjectNode json, Line line) {
    /** The body of the event or update: what is inside the frame's body. */
    public JsonNode inner() {
        return json.path("body").path("body");
    }

    /** The frame's body. */
    public JsonNode body() {
        return json.path("body");
    }
}
