package misskey.mock.stream;

import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A frame on its way out, still in terms of what it says. */
public sealed interface Outgoing {
    /** The text message. */
    String render(Dialect dialect);

    /**
     * An event of a channel, for one connection to it.
     *
     * @param told the dialect's row of the event; a mutant tells frames apart by its requirement
     * @param type the event's name on the wire
     */
    record Event(Dialect.Event told, JsonNode id, String type, JsonNode body) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            ObjectNode inner = with("id", id).put("type", type);
            return frame(dialect.canonical(Meaning.EVENT).name(), withBody(inner, body));
        }
    }

    /** An update of a captured note. */
    record Update(Dialect.Event told, String note, String type, JsonNode body) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            ObjectNode inner = Json.object().put("id", note).put("type", type);
            return frame(dialect.canonical(Meaning.NOTE_UPDATE).name(), withBody(inner, body));
        }
    }

    /** The answer to an api request. */
    record Response(JsonNode id, JsonNode body) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            String named = id.isMissingNode() ? "undefined" : Json.text(id);
            return frame(dialect.canonical(Meaning.RESPONSE).name() + named, body);
        }
    }

    /** A channel is open. */
    record Connected(JsonNode id) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            return frame(dialect.canonical(Meaning.CONNECTED).name(), with("id", id));
        }
    }

    /** Something that every connection is told, whatever it has opened. */
    record Broadcast(Dialect.FrameType told, JsonNode body) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            return frame(told.name(), body);
        }
    }

    /** A message just as it is. */
    record Text(String text) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            return text;
        }
    }

    /** A frame in a binary message, which only a mutant sends. */
    record Binary(Outgoing frame) implements Outgoing {
        @Override
        public String render(Dialect dialect) {
            return frame.render(dialect);
        }

        @Override
        public boolean isBinary() {
            return true;
        }
    }

    /** Whether it goes out as a binary message. */
    default boolean isBinary() {
        return false;
    }

    /** An object with this member, or with none where the value is missing. */
    private static ObjectNode with(String member, JsonNode value) {
        return value.isMissingNode() ? Json.object() : Json.object().set(member, value);
    }

    /** A missing node, which only a mutant sends, leaves the body out. */
    private static ObjectNode withBody(ObjectNode inner, JsonNode body) {
        return body.isMissingNode() ? inner : inner.set("body", body);
    }

    private static String frame(String type, JsonNode body) {
        ObjectNode frame = Json.object().put("type", type);
        frame.set("body", body);
        return Json.write(frame);
    }
}
