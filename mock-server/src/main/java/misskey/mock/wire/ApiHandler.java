package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import misskey.mock.session.Session;
import misskey.mock.session.SessionFinder;
import misskey.mock.world.ApiError;
import misskey.protocol.Json;
import org.xnio.IoUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/ENDPOINT} with a JSON object, or a form with a file; the token is its {@code i}, or a bearer token. */
final class ApiHandler implements HttpHandler {
    static final String PREFIX = "/api/";

    private final SessionFinder sessions;
    private final Executor calls;
    private final Duration patience;

    /**
     * @param calls where requests are acted on
     * @param patience how long a body may take to come
     */
    ApiHandler(SessionFinder sessions, Executor calls, Duration patience) {
        this.sessions = sessions;
        this.calls = calls;
        this.patience = patience;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (Cors.isPreflight(exchange)) {
            Cors.answerPreflight(exchange);
            return;
        }
        Cors.allow(exchange);
        if (exchange.getRequestMethod().equals(Methods.GET) && ServerDocuments.answer(sessions.standing(), exchange)) {
            return;
        }
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            exchange.setStatusCode(405);
            exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
            exchange.endExchange();
            return;
        }
        RequestBody.read(
                exchange,
                patience,
                calls,
                body -> answer(exchange, body),
                () -> JsonAnswer.send(
                        exchange, 413, Json.object().put("statusCode", 413).put("error", "Payload Too Large")));
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        Session.ApiAnswer answer;
        Session session = sessions.standing();
        try {
            ObjectNode data = read(exchange, body);
            Optional<String> token = token(exchange, data);
            data.remove("i");
            session = sessions.of(token);
            answer = session.call(token, exchange.getRequestPath().substring(PREFIX.length()), data);
        } catch (StreamConstraintsException tooLarge) {
            answer = refused(ApiError.invalidParameter("The body is deeper or longer than is read."));
        } catch (JacksonException notJson) {
            answer = refused(ApiError.invalidParameter("The body is not one JSON document."));
        } catch (ApiError refused) {
            answer = refused(refused);
        } catch (RuntimeException bug) {
            sessions.standing().journal().failed("-", bug);
            answer = refused(ApiError.internal());
        }
        // On the connection's own thread, which then goes on with its next request.
        Session.ApiAnswer found = answer;
        if (session.seams().calls().inChunks()) {
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        try {
            exchange.dispatch(exchange.getIoThread(), () -> send(exchange, found));
        } catch (RejectedExecutionException stopping) {
            // The server ends, and with it the connection: nobody waits for the answer.
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static void send(HttpServerExchange exchange, Session.ApiAnswer answer) {
        if (answer.status() == 204) {
            exchange.setStatusCode(204).endExchange();
        } else {
            JsonAnswer.send(exchange, answer.status(), answer.body());
        }
    }

    private static ObjectNode read(HttpServerExchange exchange, byte[] body) {
        Optional<String> boundary = UploadForm.boundary(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE)));
        if (boundary.isPresent()) {
            return UploadForm.read(
                    body, boundary.get(), exchange.getConnection().getByteBufferPool());
        }
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode read = text.isBlank() ? Json.object() : Json.read(text);
        if (read instanceof ObjectNode data) {
            return data;
        }
        throw ApiError.invalidParameter("The body is a JSON " + Json.typeOf(read) + " instead of an object.");
    }

    private static Session.ApiAnswer refused(ApiError error) {
        return new Session.ApiAnswer(error.status(), error.toJson());
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
}
