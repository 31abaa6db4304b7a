package misskey.mock.control;

import java.util.Map;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the control API answers.
 *
 * @param status an HTTP status; 204 has no body
 * @param type the media type of the body
 * @param headers further headers
 */
public record Reply(int status, String type, String body, Map<String, String> headers) {
    private static final String JSON = "application/json; charset=utf-8";

    Reply(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    static Reply of(JsonNode json) {
        return new Reply(200, JSON, Json.write(json));
    }

    static Reply created(JsonNode json) {
        return new Reply(201, JSON, Json.write(json));
    }

    static Reply nothing() {
        return new Reply(204, JSON, "");
    }

    static Reply error(ControlError error) {
        return new Reply(error.status(), JSON, Json.write(error.toJson()));
    }
}
