package misskey.conformance.probe;

import java.util.List;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Json;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The frames of a dialect: those the kit sends, and patterns of those it awaits. */
public final class Frames {
    private final Dialect dialect;

    public Frames(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Opens a channel. */
    public ObjectNode connect(String channel, JsonNode id) {
        ObjectNode body = Json.object().put("channel", channel);
        body.set("id", id);
        return frame(Meaning.CONNECT, body);
    }

    /** Gives up a channel. */
    public ObjectNode disconnect(String id) {
        return frame(Meaning.DISCONNECT, Json.object().put("id", id));
    }

    /** Sends a message to a channel. */
    public ObjectNode message(String id, String type, JsonNode body) {
        ObjectNode inner = Json.object().put("id", id).put("type", type);
        inner.set("body", body);
        return frame(Meaning.MESSAGE, inner);
    }

    /** Calls an endpoint over the stream. */
    public ObjectNode request(String id, String endpoint, JsonNode data) {
        ObjectNode body = Json.object().put("id", id).put("endpoint", endpoint);
        body.set("data", data);
        return frame(Meaning.REQUEST, body);
    }

    /** Captures a note. */
    public ObjectNode capture(String note) {
        return frame(Meaning.CAPTURE, Json.object().put("id", note));
    }

    /** Releases a note. */
    public ObjectNode release(String note) {
        return frame(Meaning.RELEASE, Json.object().put("id", note));
    }

    /** Any event that carries this id. */
    public FramePattern eventOf(JsonNode id) {
        ObjectNode body = Json.object();
        body.set("id", literal(id));
        return new FramePattern(frame(Meaning.EVENT, body));
    }

    /** Any event under this id with a body that has these members, whatever it is called. */
    public FramePattern eventWith(JsonNode id, JsonNode bodyPattern) {
        ObjectNode body = Json.object();
        body.set("id", literal(id));
        body.set("body", bodyPattern);
        return new FramePattern(frame(Meaning.EVENT, body));
    }

    /** This event under this id, with a body that has these members. */
    public FramePattern event(JsonNode id, String type, JsonNode bodyPattern) {
        ObjectNode body = Json.object();
        body.set("id", literal(id));
        body.put("type", type).set("body", bodyPattern);
        return new FramePattern(frame(Meaning.EVENT, body));
    }

    /** Any event under one of these ids with a body that has these members, whatever it is called. */
    public FramePattern eventWith(List<JsonNode> ids, JsonNode bodyPattern) {
        ObjectNode body = Json.object();
        ArrayNode any = body.putObject("id").putArray("$oneOf");
        ids.forEach(id -> any.add(literal(id)));
        body.set("body", bodyPattern);
        return new FramePattern(frame(Meaning.EVENT, body));
    }

    /** Any event at all. */
    public FramePattern anyEvent() {
        return new FramePattern(frame(Meaning.EVENT, Json.object()));
    }

    /** Any update of this note. */
    public FramePattern updateOf(String note) {
        return new FramePattern(frame(Meaning.NOTE_UPDATE, Json.object().put("id", note)));
    }

    /** Any update of this note with a body that has these members, whatever it is called. */
    public FramePattern updateWith(String note, JsonNode bodyPattern) {
        ObjectNode body = Json.object().put("id", note);
        body.set("body", bodyPattern);
        return new FramePattern(frame(Meaning.NOTE_UPDATE, body));
    }

    /** Any update, whatever it is called and of whatever note, with a body that has these members. */
    public FramePattern anyUpdate(JsonNode bodyPattern) {
        return new FramePattern(frame(Meaning.NOTE_UPDATE, Json.object().set("body", bodyPattern)));
    }

    /** This update of this note, with a body that has these members. */
    public FramePattern update(String note, String type, JsonNode bodyPattern) {
        ObjectNode body = Json.object().put("id", note).put("type", type);
        body.set("body", bodyPattern);
        return new FramePattern(frame(Meaning.NOTE_UPDATE, body));
    }

    /** The answer to the request with this id. */
    public FramePattern response(String id) {
        return new FramePattern(
                Json.object().put("type", dialect.canonical(Meaning.RESPONSE).name() + id));
    }

    /** The answer to the request with this id, with a body that has these members. */
    public FramePattern response(String id, JsonNode bodyPattern) {
        ObjectNode frame =
                Json.object().put("type", dialect.canonical(Meaning.RESPONSE).name() + id);
        frame.set("body", bodyPattern);
        return new FramePattern(frame);
    }

    /** The confirmation that the channel with this id is open. */
    public FramePattern connected(String id) {
        return new FramePattern(frame(Meaning.CONNECTED, Json.object().put("id", id)));
    }

    /** A body, or a pattern of one, that has this id. */
    public static ObjectNode withId(String id) {
        return Json.object().put("id", id);
    }

    /** A pattern of any frame whose body has this member. */
    public static ObjectNode inBody(String member, JsonNode pattern) {
        return Json.object().set("body", Json.object().set(member, pattern));
    }

    /** A pattern of any event or update whose own body has this member. */
    public static ObjectNode inInner(String member, JsonNode pattern) {
        return inBody("body", Json.object().set(member, pattern));
    }

    /** A pattern that any body fits. */
    public static ObjectNode anyBody() {
        return Json.object().put("$any", true);
    }

    private ObjectNode frame(Meaning meaning, JsonNode body) {
        ObjectNode frame = Json.object().put("type", dialect.canonical(meaning).name());
        frame.set("body", body);
        return frame;
    }

    private static ObjectNode literal(JsonNode value) {
        ObjectNode literal = Json.object();
        literal.set("$lit", value);
        return literal;
    }
}
