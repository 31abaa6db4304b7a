package misskey.protocol.conversation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that bring events about, over HTTP or over the stream, and how often each event was told. */
final class Causes {
    private static final int MOST = 2_000;

    private final Deque<Cause> calls = new ArrayDeque<>();
    private final Map<EventKey, Integer> told = new HashMap<>();

    /** A call that was answered: asked at {@code began}, answered at {@code answered}. */
    record Cause(String endpoint, JsonNode data, JsonNode result, long began, long answered) {
        /** Whether this call can have brought about an event about the thing with this id. */
        boolean concerns(JsonNode id) {
            return id.isMissingNode()
                    || data.path("noteId").equals(id)
                    || result.path("createdNote").path("id").equals(id)
                    || data.path("userId").equals(id);
        }
    }

    void called(Line call) {
        if (call.get("status").intValue(0) < 300) {
            add(new Cause(
                    call.get("endpoint").stringValue(""),
                    call.get("data"),
                    call.get("response"),
                    call.get("began").longValue(call.t()),
                    call.t()));
        }
    }

    void requested(Requests.Request asked, JsonNode response, long at) {
        JsonNode result = response.has("res") ? response.path("res") : response;
        add(new Cause(
                asked.frame().member("endpoint").stringValue(""),
                asked.frame().member("data"),
                result,
                asked.at(),
                at));
    }

    private void add(Cause cause) {
        if (calls.size() == MOST) {
            calls.removeFirst();
        }
        calls.addLast(cause);
    }

    /** An event was told; counting them tells which call the next one of its kind belongs to. */
    void told(Frame frame, JsonNode body) {
        if (told.size() < MOST) {
            told.merge(EventKey.of(frame, body), 1, Integer::sum);
        }
    }

    int timesTold(Frame frame, JsonNode body) {
        return told.getOrDefault(EventKey.of(frame, body), 0);
    }

    /** The calls of an endpoint that concern the thing with this id, earliest first. */
    List<Cause> of(String endpoint, JsonNode body) {
        JsonNode id = subject(body);
        return calls.stream()
                .filter(cause -> cause.endpoint.equals(endpoint) && cause.concerns(id))
                .sorted(Comparator.comparingLong(Cause::began))
                .toList();
    }

    private static JsonNode subject(JsonNode body) {
        return body instanceof ObjectNode object
                ? object.path("id")
                : Json.object().path("id");
    }

    /** Tells one kind of event on one channel connection, or one kind of update, about one thing, from all others. */
    private record EventKey(String type, JsonNode under, JsonNode about) {
        private static final int LONGEST = 200;

        static EventKey of(Frame frame, JsonNode body) {
            return new EventKey(frame.member("type").stringValue(""), brief(frame.member("id")), brief(subject(body)));
        }

        /** Keys are kept: no peer should fill the memory with ids that are none. In a list, so that it equals no id. */
        private static JsonNode brief(JsonNode id) {
            boolean isLarge = id.isContainer() || id.stringValue("").length() > LONGEST;
            return isLarge ? Json.array().add(Json.excerpt(id, LONGEST)) : id;
        }
    }
}
