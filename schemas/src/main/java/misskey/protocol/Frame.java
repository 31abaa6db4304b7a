package misskey.protocol;

import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One text message of the stream, read: a JSON object with a string {@code type} and, nearly always,
 * a {@code body}. Immutable as long as nobody writes into {@link #json()}.
 *
 * @param type the frame type, e.g. the word that opens a channel; an {@code api} answer carries its
 *     request's id in it
 * @param json the whole object
 */
public record Frame(String type, ObjectNode json) implements Reading {

    /** Reads a text message; never throws, whatever the text is. Parsed from the text, not its octets: a BOM is an error. */
    public static Reading read(String text) {
        JsonNode node;
        try {
            node = Json.read(text);
        } catch (StreamConstraintsException tooLarge) {
            return new Rejected(Reason.TOO_LARGE, "deeper or longer than is judged");
        } catch (JacksonException notJson) {
            return new Rejected(Reason.NOT_JSON, "not one JSON document");
        }
        if (!(node instanceof ObjectNode object)) {
            String what = node.isMissingNode() ? "an empty text" : "a JSON " + Json.typeOf(node);
            Reason reason = node.isMissingNode() ? Reason.NOT_JSON : Reason.NOT_A_FRAME;
            return new Rejected(reason, what + " instead of an object");
        }
        JsonNode type = object.path("type");
        if (!type.isString()) {
            return new Rejected(Reason.NOT_A_FRAME, "its type is " + Json.typeOf(type) + " instead of a string");
        }
        return new Frame(type.stringValue(), object);
    }

    /** The body, whatever it is; a missing node where the frame has none. */
    public JsonNode body() {
        return json.path("body");
    }

    /** A member of the body; a missing node where the body is no object or lacks it. */
    public JsonNode member(String name) {
        JsonNode body = body();
        return body.isObject() ? body.path(name) : MissingNode.getInstance();
    }

    @Override
    public <T> T fold(Function<Frame, T> framed, Function<Rejected, T> rejected) {
        return framed.apply(this);
    }
}
