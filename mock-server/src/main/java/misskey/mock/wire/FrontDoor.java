package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import misskey.mock.session.Session;
import misskey.protocol.Json;

/** What arrives at the port: a WebSocket on any path, the API below {@code /api/}, or neither. */
final class FrontDoor implements HttpHandler {
    private final Session session;
    private final OpenConnections connections;
    private final HttpHandler upgrade;
    private final HttpHandler api;

    FrontDoor(Session session, OpenConnections connections) {
        this.session = session;
        this.connections = connections;
        this.upgrade = new UpgradeHandler(session);
        this.api = new ApiHandler(session);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!connections.welcome(exchange.getConnection())) {
            return;
        }
        String wanted = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
        if ("websocket".equalsIgnoreCase(wanted)) {
            upgrade.handleRequest(exchange);
        } else if (exchange.getRequestPath().startsWith(ApiHandler.PREFIX)) {
            api.handleRequest(exchange);
        } else if (exchange.getRequestPath().equals("/streaming")
                && exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.setStatusCode(503);
            exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
            exchange.endExchange();
        } else if (!ServerDocuments.answer(session, exchange)) {
            JsonAnswer.send(exchange, 404, Json.object().put("statusCode", 404).put("error", "Not Found"));
        }
    }
}
