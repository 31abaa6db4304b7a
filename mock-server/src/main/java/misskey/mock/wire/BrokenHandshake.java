package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import misskey.protocol.Behaviour.Upgrade;

/** What a request is answered that asks for a WebSocket, but is no handshake as RFC 6455 has it. */
final class BrokenHandshake {
    private static final String VERSION = "13";

    private BrokenHandshake() {}

    /** Sets the status, and the headers that say how to do better; gives the status. */
    static int answer(HttpServerExchange exchange, Upgrade taken) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.setStatusCode(405).getResponseHeaders().put(Headers.ALLOW, "GET");
        } else if (taken != Upgrade.STRICT
                && !VERSION.equals(exchange.getRequestHeaders().getFirst(Headers.SEC_WEB_SOCKET_VERSION))) {
            exchange.setStatusCode(426).getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, VERSION);
        } else {
            exchange.setStatusCode(400);
        }
        return exchange.getStatusCode();
    }
}
