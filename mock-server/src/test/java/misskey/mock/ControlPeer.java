package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Somebody who asks the control API at a session's port. */
record ControlPeer(MockSession session) {
    /** Asks, and must be answered with this status; single quotes in the body stand for double ones. */
    JsonNode ask(String method, String path, String body, int status) {
        return ask(exchange(method, path, body), method + " " + path, status);
    }

    /** Posts JSON as it is, and must be answered with this status. */
    JsonNode post(String path, JsonNode body, int status) {
        return ask(send("POST", path, Json.write(body)), "POST " + path, status);
    }

    private static JsonNode ask(HttpResponse<String> answer, String what, int status) {
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? Json.object() : Json.read(answer.body());
    }

    HttpResponse<String> exchange(String method, String path, String body) {
        return send(method, path, body.replace('\'', '"'));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/_kit" + path))
                .method(method, BodyPublishers.ofString(body)));
    }
}
