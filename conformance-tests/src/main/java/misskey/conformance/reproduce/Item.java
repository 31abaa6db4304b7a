package misskey.conformance.reproduce;

import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.scenario.OtherMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step that is to be.
 *
 * @param at the number of the transcript line that it stands for, or that it follows
 * @param conn the connection it is about; empty where it is about none
 * @param kind what kind of step
 * @param frame the line of the frame that an awaited one is; 0 for any other
 * @param step the step, without the connection
 */
record Item(int at, String conn, Kind kind, int frame, ObjectNode step) {
    enum Kind {
        DONE,
        AWAITED,
        /** Everything behind it stands in its {@code until}. */
        FORBIDDEN,
        SETTLED
    }

    static Item done(int at, String conn, ObjectNode step) {
        return new Item(at, conn, Kind.DONE, 0, step);
    }

    static Item awaited(int at, String conn, int frame, JsonNode pattern) {
        return new Item(at, conn, Kind.AWAITED, frame, server(typed(pattern)));
    }

    static Item forbidden(int at, String conn, JsonNode pattern) {
        return new Item(at, conn, Kind.FORBIDDEN, 0, Json.object().set("never", server(pattern)));
    }

    static Item settled(int at, String conn) {
        return new Item(
                at, conn, Kind.SETTLED, 0, Json.object().put("checkpoint", "the server has read what was sent"));
    }

    /** The pattern of an awaited frame. */
    JsonNode pattern() {
        return step.path(Direction.SERVER.label());
    }

    Item with(JsonNode pattern) {
        return awaited(at, conn, frame, pattern);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** An awaited frame has a type, whatever it is; what is no frame has none. */
    private static JsonNode typed(JsonNode pattern) {
        if (!(pattern instanceof ObjectNode object)
                || object.has("type")
                || OtherMessage.kind(object).isPresent()) {
            return pattern;
        }
        ObjectNode typed = Json.object().set("type", Json.object().put("$any", true));
        object.forEachEntry(typed::set);
        return typed;
    }

    private static ObjectNode server(JsonNode pattern) {
        return Json.object().set(Direction.SERVER.label(), pattern);
    }
}
