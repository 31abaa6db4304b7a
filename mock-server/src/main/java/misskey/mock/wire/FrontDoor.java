package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import misskey.mock.session.SessionFinder;
import misskey.mock.stream.HttpAnswer;
import misskey.protocol.Behaviour.Upgrade;
import misskey.protocol.Json;

/** What arrives at the port: a WebSocket on any path, the API below {@code /api/}, the control API below {@code /_kit}, or none of them. */
final class FrontDoor implements HttpHandler {
    private final SessionFinder sessions;
    private final OpenConnections connections;
    private final HttpHandler upgrade;
    private final HttpHandler api;
    private final HttpHandler control;

    FrontDoor(
            SessionFinder sessions,
            OpenConnections connections,
            HttpHandler control,
            Executor calls,
            Duration patience) {
        this.sessions = sessions;
        this.control = control;
        this.connections = connections;
        this.upgrade = new UpgradeHandler(sessions);
        this.api = new ApiHandler(sessions, calls, patience);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        switch (connections.welcome(exchange.getConnection())) {
            case TOO_LATE -> {
                return;
            }
            case TOO_MANY -> {
                exchange.setPersistent(false);
                JsonAnswer.send(
                        exchange,
                        503,
                        Json.object().put("statusCode", 503).put("error", "too many connections are open already"));
                return;
            }
            case TAKEN -> {}
        }
        boolean wantsAnUpgrade = exchange.getRequestHeaders().contains(Headers.UPGRADE);
        if (UpgradeHandler.isForAWebSocket(exchange)
                || (wantsAnUpgrade && sessions.standing().dialect().behaviour().upgrade() != Upgrade.WEBSOCKET)) {
            upgrade.handleRequest(exchange);
        } else if (ControlHandler.isFor(exchange.getRequestPath())) {
            control.handleRequest(exchange);
        } else if (exchange.getRequestPath().startsWith(ApiHandler.PREFIX)) {
            api.handleRequest(exchange);
        } else if (exchange.getRequestPath().equals("/streaming")
                && exchange.getRequestMethod().equals(Methods.GET)) {
            HttpAnswer nothingToSee = new HttpAnswer(503, Map.of(Headers.CACHE_CONTROL_STRING, "no-store"));
            Knocking.answer(exchange, sessions.standing().seams().handshake().plainGet(nothingToSee));
        } else if (!ServerDocuments.answer(sessions.standing(), exchange)) {
            JsonAnswer.send(exchange, 404, Json.object().put("statusCode", 404).put("error", "Not Found"));
        }
    }
}
