package misskey.mock;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls a session's HTTP API as one of its accounts. */
record ApiPeer(MockSession session, String account) {
    /** One for the whole JVM: its threads live until it is collected. HTTP/1.1, because it would offer an upgrade otherwise. */
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Calls an endpoint, which must succeed; the parameters are JSON with single quotes for double ones. */
    JsonNode call(String endpoint, String parameters) {
        ObjectNode data = (ObjectNode) Json.read(parameters.replace('\'', '"'));
        HttpResponse<String> answer =
                post(endpoint, Json.write(data.put("i", session.token(account).reveal())));
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    account + " called " + endpoint + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? Json.object() : Json.read(answer.body());
    }

    /** Posts a public note and gives its id. */
    String note(String text) {
        ObjectNode data = Json.object().put("text", text);
        return call("notes/create", Json.write(data)).at("/createdNote/id").stringValue();
    }

    /** The id of an account. */
    String idOf(String username) {
        return call("users/show", "{'username': '" + username + "'}").path("id").stringValue();
    }

    HttpResponse<String> post(String endpoint, String body) {
        return exchange(HttpRequest.newBuilder(session.origin().resolve("/api/" + endpoint))
                .POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError("no answer to " + request.build(), broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }
}
