package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.util.Optional;
import misskey.mock.session.Session;
import misskey.mock.world.ServerInfo;
import tools.jackson.databind.JsonNode;

/** What the server says of itself to those who read it with GET: nodeinfo, and the like. */
final class ServerDocuments {
    private ServerDocuments() {}

    /** Answers where there is such a document at the path; tells whether it has. */
    static boolean answer(Session session, HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            return false;
        }
        Optional<JsonNode> document = ServerInfo.of(session.dialect())
                .document(exchange.getRequestPath(), exchange.getRequestScheme() + "://" + exchange.getHostAndPort());
        document.ifPresent(found -> JsonAnswer.send(exchange, 200, found));
        return document.isPresent();
    }
}
