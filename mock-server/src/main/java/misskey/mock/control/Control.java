package misskey.mock.control;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import misskey.mock.control.Routes.Asked;
import misskey.mock.session.Session;
import misskey.mock.session.SessionSettings;
import misskey.mock.session.Sessions;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control API below {@code /_kit}: makes and ends sessions, looks into them and acts on their connections. Thread-safe.
 */
public final class Control {
    /** Below which path it is. */
    public static final String PREFIX = "/_kit";

    private final Sessions sessions;
    private final Ports ports;
    private final Map<String, Ports.Opened> opened = new ConcurrentHashMap<>();
    private final Routes routes;

    /** Opens ports for sessions that are to have one of their own. */
    public interface Ports {
        /** A port that was opened. */
        interface Opened extends AutoCloseable {
            /** Where it is, e.g. {@code http://127.0.0.1:40001}. */
            URI origin();

            /** The session it serves. */
            Session session();

            @Override
            void close();
        }

        /** Opens a port for a new session. */
        Opened open(SessionSettings settings);
    }

    public Control(Sessions sessions, Ports ports) {
        this.sessions = sessions;
        this.ports = ports;
        routes = new Routes()
                .on("GET", "/", asked -> Page.reply())
                .on("GET", "/openapi.json", asked -> OpenApi.reply())
                .on("GET", "/sessions", this::list)
                .on("POST", "/sessions", this::make)
                .on("GET", "/sessions/{id}", asked -> Reply.of(describe(asked, asked.part("id"), session(asked))))
                .on("DELETE", "/sessions/{id}", this::end)
                .on("POST", "/sessions/{id}/reset", this::reset)
                .on("POST", "/sessions/{id}/advance", this::advance);
        new ConnectionControl(this::session).addTo(routes);
        new FaultControl(this::session).addTo(routes);
        new JournalControl(this::session).addTo(routes);
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

    /** Closes the ports that were opened. */
    public void close() {
        opened.values().forEach(Ports.Opened::close);
        opened.clear();
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

    private Reply list(Asked asked) {
        ArrayNode all = Json.array();
        sessions.all().forEach(named -> all.add(describe(asked, named.id(), named.session())));
        return Reply.of(Json.object().set("sessions", all));
    }

    private ObjectNode describe(Asked asked, String id, Session session) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("dialect", session.dialect().fullName())
                .put("seed", session.settings().seed())
                .put("connections", session.connections().size())
                .put("findings", session.journal().findings().size());
        Optional.ofNullable(opened.get(id))
                .ifPresent(port -> json.put("httpUrl", reached(port, asked).toString()));
        return json;
    }

    private Reply make(Asked asked) {
        Members body = asked.body();
        SessionSettings settings = SessionSettings.defaults();
        Optional<String> dialect = body.text("dialect");
        if (dialect.isPresent()) {
            settings = settings.withDialect(dialect(dialect.get()));
        }
        settings = settings.withSeed(body.integer("seed").orElse(1));
        Optional<List<String>> accounts = body.names("accounts");
        if (accounts.isPresent()) {
            settings = settings.withAccounts(accounts.get());
        }
        if (body.word("clock", List.of("real", "virtual")).equals(Optional.of("virtual"))) {
            settings = settings.withVirtualTime();
        }
        boolean port = body.flag("port");
        body.nothingElse();
        return Reply.created(port ? onItsOwnPort(settings, asked) : onThisPort(settings, asked.origin()));
    }

    private static Dialect dialect(String name) {
        try {
            return Dialect.named(name);
        } catch (IllegalArgumentException unknown) {
            throw ControlError.misread(unknown.getMessage() + DidYouMean.suffix(name, Dialect.NAMES));
        }
    }

    private ObjectNode onThisPort(SessionSettings settings, URI origin) {
        Sessions.Named made = sessions.make(settings).orElseThrow(Control::tooMany);
        return made(made.id(), made.session(), origin);
    }

    private ObjectNode onItsOwnPort(SessionSettings settings, Asked asked) {
        Ports.Opened port = ports.open(settings);
        Optional<String> id = sessions.adopt(port.session());
        if (id.isEmpty()) {
            port.close();
            throw tooMany();
        }
        opened.put(id.get(), port);
        return made(id.get(), port.session(), reached(port, asked));
    }

    /** Whoever reaches this port reaches the other by the same name. */
    private static URI reached(Ports.Opened port, Asked asked) {
        return URI.create(asked.origin().toString().replaceFirst(":\\d+$", "") + ":"
                + port.origin().getPort());
    }

    private static ControlError tooMany() {
        return new ControlError(
                503, "there are " + Sessions.MOST + " sessions already; DELETE /_kit/sessions/{id} ends one");
    }

    private static ObjectNode made(String id, Session session, URI origin) {
        List<String> accounts = session.settings().accounts();
        ObjectNode json = Json.object().put("id", id);
        ObjectNode tokens = Json.object();
        accounts.forEach(account -> tokens.put(account, session.token(account).reveal()));
        json.set("token", tokens.path(accounts.get(0)));
        json.set("tokens", tokens);
        return json.put("wsUrl", origin.toString().replaceFirst("^http", "ws") + "/streaming")
                .put("httpUrl", origin.toString());
    }

    private Reply reset(Asked asked) {
        asked.body().nothingElse();
        session(asked).reset();
        return Reply.nothing();
    }

    private Reply advance(Asked asked) {
        Duration by = asked.body()
                .duration("by")
                .orElseThrow(() -> ControlError.misread("\"by\" is missing: a time such as 60s"));
        asked.body().nothingElse();
        try {
            session(asked).advance(by);
        } catch (IllegalStateException real) {
            throw new ControlError(409, String.valueOf(real.getMessage()));
        }
        return Reply.nothing();
    }

    private Reply end(Asked asked) {
        asked.body().nothingElse();
        session(asked);
        String id = asked.part("id");
        if (!sessions.end(id)) {
            throw new ControlError(409, "the session \"" + id + "\" is always there; POST …/reset empties it");
        }
        Optional.ofNullable(opened.remove(id)).ifPresent(Ports.Opened::close);
        return Reply.nothing();
    }
}
