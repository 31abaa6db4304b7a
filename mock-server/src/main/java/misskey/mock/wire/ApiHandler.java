package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.mock.session.Session;
import misskey.mock.world.ApiError;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/ENDPOINT} with a JSON object; the token is its {@code i}, or a bearer token. */
final class ApiHandler implements HttpHandler {
    static final String PREFIX = "/api/";

    private final Session session;

    ApiHandler(Session session) {
        this.session = session;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.setStatusCode(405);
            exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
            exchange.endExchange();
            return;
        }
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (requested, body) ->
                                requested.dispatch(() -> answer(requested, new String(body, StandardCharsets.UTF_8))),
                        ApiHandler::refuse);
    }

    private void answer(HttpServerExchange exchange, String body) {
        Session.ApiAnswer answer;
        try {
            JsonNode read = body.isBlank() ? Json.object() : Json.read(body);
            if (!(read instanceof ObjectNode data)) {
                throw ApiError.invalidParameter("The body is a JSON " + Json.typeOf(read) + " instead of an object.");
            }
            Optional<String> token = token(exchange, data);
            data.remove("i");
            answer = session.call(token, exchange.getRequestPath().substring(PREFIX.length()), data);
        } catch (JacksonException notJson) {
            ApiError refused = ApiError.invalidParameter("The body is not one JSON document.");
            answer = new Session.ApiAnswer(refused.status(), refused.toJson());
        } catch (ApiError refused) {
            answer = new Session.ApiAnswer(refused.status(), refused.toJson());
        }
        exchange.setStatusCode(answer.status());
        if (answer.status() == 204) {
            exchange.endExchange();
        } else {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
            exchange.getResponseSender().send(Json.write(answer.body()), StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> token(HttpServerExchange exchange, ObjectNode data) {
        JsonNode i = data.path("i");
        if (i.isString()) {
            return Optional.of(i.stringValue());
        }
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION))
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()));
    }

    /** The body was too large, or ended before it was whole. */
    private static void refuse(HttpServerExchange exchange, IOException failed) {
        exchange.setStatusCode(failed instanceof RequestTooBigException ? 413 : 400);
        exchange.setPersistent(false);
        exchange.endExchange();
    }
}
