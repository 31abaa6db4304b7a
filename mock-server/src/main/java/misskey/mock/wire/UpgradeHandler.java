package misskey.mock.wire;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import java.util.Deque;
import java.util.Optional;
import misskey.mock.session.Peer;
import misskey.mock.session.Session;
import misskey.mock.stream.Admission;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.User;
import org.xnio.IoUtils;

/** The WebSocket handshake: the token is the query parameter {@code i}; any path upgrades. */
final class UpgradeHandler implements HttpHandler {
    private final Session session;

    UpgradeHandler(Session session) {
        this.session = session;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (session.peer().equals(Optional.of(Peer.SLAMS))) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        if (session.peer().isPresent()) {
            upgrade(exchange, Optional.empty(), url(exchange));
            return;
        }
        Deque<String> tokens = exchange.getQueryParameters().get("i");
        Optional<String> token = Optional.ofNullable(tokens).map(Deque::getFirst);
        String url = url(exchange);
        Optional<Admission.Accepted> accepted = session.admit(token).fold(Optional::of, refused -> {
            session.refused(url, refused.status());
            exchange.setStatusCode(refused.status());
            if (refused.status() == 401) {
                exchange.getResponseHeaders()
                        .put(
                                Headers.WWW_AUTHENTICATE,
                                "Bearer realm=\"Misskey\", error=\"invalid_token\","
                                        + " error_description=\"Failed to authenticate\"");
            }
            exchange.endExchange();
            return Optional.empty();
        });
        if (accepted.isPresent()) {
            upgrade(exchange, accepted.get().user(), url);
        }
    }

    private void upgrade(HttpServerExchange exchange, Optional<User> user, String url) throws Exception {
        WebSocketConnectionCallback open = (handshake, channel) -> open(channel, user, url);
        new WebSocketProtocolHandshakeHandler(open).handleRequest(exchange);
    }

    private void open(WebSocketChannel channel, Optional<User> user, String url) {
        if (session.peer().isPresent()) {
            channel.getReceiveSetter().set(new IdlePeer(session.peer().get()));
        } else {
            StreamConnection connection = session.opened(user, url, new OutboundQueue(channel));
            channel.getReceiveSetter().set(new ClientMessages(session, connection));
            channel.addCloseTask(ended -> session.closed(
                    connection,
                    ended.getCloseCode() == -1 ? 1006 : ended.getCloseCode(),
                    ended.getCloseReason() == null ? "" : ended.getCloseReason()));
        }
        channel.resumeReceives();
    }

    private static String url(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    }
}
