package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import misskey.mock.control.Control;
import misskey.mock.control.Reply;
import misskey.protocol.Json;
import misskey.protocol.JsonOctets;

/**
 * Serves the control API. Any page in a browser on this machine reaches loopback, so a request that another site's
 * page has made is refused, and one that names another host as well: that page's site may have been given our address.
 * Where there is a token it says who may, and every name will do.
 */
final class ControlHandler implements HttpHandler {
    private final Control control;
    private final Executor waiters;
    private final Executor calls;
    private final ServerSettings settings;

    ControlHandler(Control control, Executor waiters, Executor calls, ServerSettings settings) {
        this.control = control;
        this.calls = calls;
        this.waiters = waiters;
        this.settings = settings;
    }

    static boolean isFor(String path) {
        return path.equals(Control.PREFIX) || path.startsWith(Control.PREFIX + "/");
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!isOurs(exchange)) {
            refuse(
                    exchange,
                    StatusCodes.FORBIDDEN,
                    "the control API is for this machine only, and not for other sites' pages");
            return;
        }
        if (!mayAsk(exchange)) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"control of the mock\"");
            refuse(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "control needs the token that this mock was started with: Authorization: Bearer TOKEN");
            return;
        }
        RequestBody.read(
                exchange,
                settings.patience(),
                calls,
                body -> start(exchange, new String(body, StandardCharsets.UTF_8)),
                () -> refuse(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, "the body is larger than 1 MiB"));
    }

    private boolean isOurs(HttpServerExchange exchange) {
        String asked = exchange.getRequestHeaders().getFirst(Headers.HOST);
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        return asked != null
                && (settings.controlToken().isPresent() || isOurName(nameOf(asked)))
                && (origin == null || origin.equals(exchange.getRequestScheme() + "://" + asked));
    }

    /** The page asks for the token; tokens are compared in a time that does not tell how much of one was right. */
    private boolean mayAsk(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        return Control.isForThePage(exchange.getRequestMethod().toString(), pathOf(exchange))
                || settings.controlToken()
                        .map(token -> given != null
                                && MessageDigest.isEqual(
                                        given.getBytes(StandardCharsets.UTF_8),
                                        ("Bearer " + token.reveal()).getBytes(StandardCharsets.UTF_8)))
                        .orElse(true);
    }

    private boolean isOurName(String name) {
        return name.equalsIgnoreCase("localhost")
                || name.equals("::1")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equalsIgnoreCase(settings.host());
    }

    private static String nameOf(String hostHeader) {
        if (hostHeader.startsWith("[")) {
            return hostHeader.substring(1, Math.max(1, hostHeader.indexOf(']')));
        }
        int port = hostHeader.lastIndexOf(':');
        return port < 0 ? hostHeader : hostHeader.substring(0, port);
    }

    /** On a thread of its own: some requests wait for what clients do. */
    private void start(HttpServerExchange exchange, String body) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            try {
                waiters.execute(() -> answer(exchange, body));
            } catch (RejectedExecutionException tooMany) {
                refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many requests wait already");
            }
        });
    }

    private void answer(HttpServerExchange exchange, String body) {
        try {
            Reply reply = control.answer(
                    exchange.getRequestMethod().toString(),
                    pathOf(exchange),
                    query(exchange),
                    body,
                    URI.create(exchange.getRequestScheme() + "://"
                            + exchange.getRequestHeaders().getFirst(Headers.HOST)));
            exchange.setStatusCode(reply.status());
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
            if (reply.status() == StatusCodes.NO_CONTENT) {
                exchange.endExchange();
                return;
            }
            exchange.getResponseHeaders()
                    .put(Headers.CONTENT_TYPE, reply.type())
                    .put(Headers.CACHE_CONTROL, "no-store");
            exchange.getResponseSender().send(ByteBuffer.wrap(JsonOctets.of(reply.body())));
        } catch (InterruptedException stop) {
            refuse(exchange, StatusCodes.SERVICE_UNAVAILABLE, "the mock is closing");
        } catch (RuntimeException bug) {
            refuse(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "the mock has failed: " + bug);
        }
    }

    private static String pathOf(HttpServerExchange exchange) {
        return exchange.getRequestPath().substring(Control.PREFIX.length());
    }

    private static Map<String, String> query(HttpServerExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    private static void refuse(HttpServerExchange exchange, int status, String why) {
        JsonAnswer.send(exchange, status, Json.object().put("error", why));
    }
}
