package misskey.protocol.conversation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that bring events about, over HTTP or over the stream, and how often each event was told. */
final class Causes {
    private static final int MOST = 2_000;

    private final Deque<Cause> calls = new ArrayDeque<>();
    private final Map<String, Integer> told = new HashMap<>();

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
    void told(String event, JsonNode body) {
        if (told.size() < MOST) {
            told.merge(key(event, subject(body)), 1, Integer::sum);
        }
    }

    int timesTold(String event, JsonNode body) {
        return told.getOrDefault(key(event, subject(body)), 0);
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

    private static String key(String event, JsonNode id) {
        return event + " " + Json.excerpt(id, 200);
    }
}
