package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.mock.stream.HttpAnswer;
import misskey.mock.stream.Knock;
import misskey.mock.stream.Seams;

/** What is read of a request for a WebSocket, and how one is answered that gets none. */
final class Knocking {
    private Knocking() {}

    /** What the server reads. A key or a version that it makes up stands in the request from then on. */
    static Knock read(HttpServerExchange exchange, List<String> tokens, Optional<String> authorization, Seams seams) {
        Knock asked = new Knock(
                exchange.getRequestPath(),
                tokens,
                Set.copyOf(exchange.getQueryParameters().keySet()),
                authorization,
                header(exchange, Headers.SEC_WEB_SOCKET_KEY),
                header(exchange, Headers.SEC_WEB_SOCKET_VERSION),
                header(exchange, Headers.SEC_WEB_SOCKET_PROTOCOL));
        Knock read = seams.handshake().reads(asked);
        if (!read.key().equals(asked.key())) {
            read.key().ifPresent(key -> exchange.getRequestHeaders().put(Headers.SEC_WEB_SOCKET_KEY, key));
        }
        if (!read.version().equals(asked.version())) {
            read.version()
                    .ifPresent(version -> exchange.getRequestHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, version));
        }
        return read;
    }

    private static Optional<String> header(HttpServerExchange exchange, HttpString name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** Answers, without a body. */
    static void answer(HttpServerExchange exchange, HttpAnswer answer) {
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.endExchange();
    }
}
