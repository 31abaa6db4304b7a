package misskey.mock.stream;

import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A frame on its way out, still in terms of what it says. */
public sealed interface Outgoing {
    /** The message, with a body that is shared with those that were made from the same node. */
    Message render(Dialect dialect, SharedBodies bodies);

    /**
     * An event of a channel, for one connection to it.
     *
     * @param told the dialect's row of the event; a mutant tells frames apart by its requirement
     * @param type the event's name on the wire
     */
    record Event(Dialect.Event told, JsonNode id, String type, JsonNode body) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return telling(dialect.canonical(Meaning.EVENT).name(), id, type, body, bodies);
        }

        @Override
        public boolean tells() {
            return true;
        }
    }

    /** An update of a captured note. */
    record Update(Dialect.Event told, String note, String type, JsonNode body) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return telling(dialect.canonical(Meaning.NOTE_UPDATE).name(), StringNode.valueOf(note), type, body, bodies);
        }

        @Override
        public boolean tells() {
            return true;
        }
    }

    /** The answer to an api request. */
    record Response(JsonNode id, JsonNode body) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            String named = id.isMissingNode() ? "undefined" : Json.text(id);
            return frame(dialect.canonical(Meaning.RESPONSE).name() + named, body, bodies);
        }
    }

    /** A channel is open. */
    record Connected(JsonNode id) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return frame(dialect.canonical(Meaning.CONNECTED).name(), with("id", id), bodies);
        }
    }

    /** Something that every connection is told, whatever it has opened. */
    record Broadcast(Dialect.FrameType told, JsonNode body) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return frame(told.name(), body, bodies);
        }

        @Override
        public boolean tells() {
            return true;
        }
    }

    /** A message just as it is. */
    record Text(String text) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return Message.of(text);
        }
    }

    /** A frame in a binary message, which only a mutant sends. */
    record Binary(Outgoing frame) implements Outgoing {
        @Override
        public Message render(Dialect dialect, SharedBodies bodies) {
            return frame.render(dialect, bodies);
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

    /** Whether it tells of something that happened, for which the client did nothing. */
    default boolean tells() {
        return false;
    }

    /** An object with this member, or with none where the value is missing. */
    private static ObjectNode with(String member, JsonNode value) {
        return value.isMissingNode() ? Json.object() : Json.object().set(member, value);
    }

    /** A missing id or body is left out; only a mutant sends none of the latter. */
    private static Message telling(String frame, JsonNode id, String type, JsonNode body, SharedBodies bodies) {
        String named = id.isMissingNode() ? "" : "\"id\":" + written(id) + ",";
        String head = "{\"type\":" + written(frame) + ",\"body\":{" + named + "\"type\":" + written(type);
        return body.isMissingNode() ? Message.of(head + "}}") : new Message(head + ",\"body\":", bodies.of(body), "}}");
    }

    private static Message frame(String type, JsonNode body, SharedBodies bodies) {
        return new Message("{\"type\":" + written(type) + ",\"body\":", bodies.of(body), "}");
    }

    private static String written(JsonNode node) {
        return node.isString() ? written(node.stringValue()) : Json.write(node);
    }

    private static String written(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                return Json.write(StringNode.valueOf(text));
            }
        }
        return '"' + text + '"';
    }
}
