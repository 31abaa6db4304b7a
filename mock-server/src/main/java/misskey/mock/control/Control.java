package misskey.mock.control;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import misskey.mock.control.Routes.Asked;
import misskey.mock.order.Members;
import misskey.mock.order.Misread;
import misskey.mock.session.Session;
import misskey.mock.session.SessionAddress;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.Sessions;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control API below {@code /_kit}: makes and ends sessions, looks into them and acts on their connections. Thread-safe.
 */
public final class Control {
    /** Below which path it is. */
    public static final String PREFIX = "/_kit";

    private final Sessions sessions;
    private final SessionControl made;
    private final Routes routes;

    /** Opens ports for sessions that are to have one of their own. */
    public interface Ports {
        /** A port that was opened. */
        interface Opened extends SessionAddress, AutoCloseable {
            @Override
            void close();
        }

        /** Opens a port for a new session. */
        Opened open(SessionSettings settings);
    }

    public Control(Sessions sessions, Ports ports) {
        this.sessions = sessions;
        routes =
                new Routes().on("GET", "/", asked -> Page.reply()).on("GET", "/openapi.json", asked -> OpenApi.reply());
        made = new SessionControl(sessions, ports, this::session);
        made.addTo(routes);
        new ConnectionControl(this::session).addTo(routes);
        new FaultControl(this::session).addTo(routes);
        new JournalControl(this::session).addTo(routes);
        new ReportControl(this::session, made::playedBy).addTo(routes);
    }

    /**
     * Answers a request.
     *
     * @param path what comes after {@value #PREFIX}
     * @param body the body as it came; empty for none
     * @param origin where the request was sent to, e.g. {@code http://127.0.0.1:3000}: sessions are reached there
     */
    public Reply answer(String method, String path, Map<String, String> query, String body, URI origin)
            throws InterruptedException {
        try {
            Routes.Found found = routes.find(method, path);
            Members members = new Members(read(body));
            Asked asked = new Asked(found.parts(), query, members, origin);
            return found.route().action().on(asked);
        } catch (Misread misread) {
            return Reply.error(ControlError.misread(String.valueOf(misread.getMessage())));
        } catch (ControlError refused) {
            return Reply.error(refused);
        }
    }

    /** Whether a request is for the page alone, which has nothing in it that is anybody's. */
    public static boolean isForThePage(String method, String path) {
        return method.equals("GET") && (path.isEmpty() || path.equals("/"));
    }

    /** Every method and path there is, for the test that compares them with the document. */
    Set<String> rows() {
        return routes.rows();
    }

    /** Closes the ports that were opened, and ends what is played on them. */
    public void close() {
        made.close();
    }

    private static ObjectNode read(String body) {
        if (body.isBlank()) {
            return Json.object();
        }
        JsonNode read;
        try {
            read = Json.read(body);
        } catch (JacksonException broken) {
            throw ControlError.misread("the body is not one JSON document");
        }
        if (!(read instanceof ObjectNode object)) {
            throw ControlError.misread("the body is a JSON " + Json.typeOf(read) + " instead of an object");
        }
        return object;
    }

    private Session session(Asked asked) {
        String id = asked.part("id");
        return sessions.find(id)
                .orElseThrow(() -> ControlError.notFound(
                        "there is no session \"" + id + "\"; GET /_kit/sessions lists those there are"));
    }
}
