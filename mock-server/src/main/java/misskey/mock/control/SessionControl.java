package misskey.mock.control;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import misskey.mock.control.Routes.Asked;
import misskey.mock.play.ScenarioRun;
import misskey.mock.session.Session;
import misskey.mock.session.Sessions;
import misskey.protocol.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes, lists, empties and ends sessions, and lets their time pass. */
final class SessionControl {
    private final Sessions sessions;
    private final Control.Ports ports;
    private final Function<Asked, Session> find;
    private final Map<String, Control.Ports.Opened> opened = new ConcurrentHashMap<>();
    private final Map<String, ScenarioRun> played = new ConcurrentHashMap<>();

    SessionControl(Sessions sessions, Control.Ports ports, Function<Asked, Session> find) {
        this.sessions = sessions;
        this.ports = ports;
        this.find = find;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/sessions", this::list)
                .on("POST", "/sessions", this::make)
                .on("GET", "/sessions/{id}", this::show)
                .on("DELETE", "/sessions/{id}", this::end)
                .on("POST", "/sessions/{id}/reset", this::reset)
                .on("POST", "/sessions/{id}/advance", this::advance);
    }

    /** Ends what is played, and closes the ports that were opened. */
    void close() {
        played.values().forEach(ScenarioRun::close);
        played.clear();
        opened.values().forEach(Control.Ports.Opened::close);
        opened.clear();
    }

    /** What the session of this id plays; empty for a live server. */
    Optional<ScenarioRun> playedBy(String id) {
        return Optional.ofNullable(played.get(id));
    }

    private Reply list(Asked asked) {
        ArrayNode all = Json.array();
        sessions.all().forEach(named -> all.add(describe(asked, named.id(), named.session())));
        return Reply.of(Json.object().set("sessions", all));
    }

    private Reply show(Asked asked) throws InterruptedException {
        String id = asked.part("id");
        Session session = find.apply(asked);
        Optional<ScenarioRun> run = playedBy(id);
        if (run.isPresent()) {
            run.get().awaitEnd(asked.patience());
        }
        return Reply.of(describe(asked, id, session));
    }

    private ObjectNode describe(Asked asked, String id, Session session) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("dialect", session.dialect().fullName())
                .put("seed", session.settings().seed())
                .put("clock", session.settings().time().label())
                .put("connections", session.connections().size())
                .put("findings", session.journal().findings().size());
        Optional.ofNullable(opened.get(id))
                .ifPresent(port -> json.put("httpUrl", reached(port, asked).toString()));
        playedBy(id).ifPresent(run -> json.set("scenario", describe(run)));
        return json;
    }

    private static ObjectNode describe(ScenarioRun run) {
        ScenarioRun.Standing standing = run.standing();
        ObjectNode json = Json.object()
                .put("title", run.scenario().title())
                .put("state", standing.state().label())
                .put("step", standing.step());
        return standing.message().isEmpty() ? json : json.put("message", standing.message());
    }

    private Reply make(Asked asked) {
        SessionOrder order = SessionOrder.of(asked.body());
        try {
            return Reply.created(order.ownPort() ? onItsOwnPort(order, asked) : onThisPort(order, asked.origin()));
        } catch (IllegalArgumentException impossibleWorld) {
            throw ControlError.misread(String.valueOf(impossibleWorld.getMessage()));
        }
    }

    private ObjectNode onThisPort(SessionOrder order, URI origin) {
        Sessions.Named made = sessions.make(order.settings()).orElseThrow(SessionControl::tooMany);
        return made(made.id(), made.session(), origin);
    }

    private ObjectNode onItsOwnPort(SessionOrder order, Asked asked) {
        Control.Ports.Opened port = ports.open(sessions.like(order.settings()));
        Optional<String> id = sessions.adopt(port.session());
        if (id.isEmpty()) {
            port.close();
            throw tooMany();
        }
        opened.put(id.get(), port);
        order.scenario()
                .ifPresent(scenario -> played.put(id.get(), ScenarioRun.start(scenario, port, order.patience())));
        return made(id.get(), port.session(), reached(port, asked));
    }

    /** Whoever reaches this port reaches the other by the same name. */
    private static URI reached(Control.Ports.Opened port, Asked asked) {
        return URI.create(asked.origin().toString().replaceFirst(":\\d+$", "") + ":"
                + port.streamUrl().getPort());
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
        session.ids().forEach(json.putObject("ids")::put);
        return json.put("wsUrl", origin.toString().replaceFirst("^http", "ws") + "/streaming")
                .put("httpUrl", origin.toString());
    }

    /** Plays its scenario anew, where it has one. */
    private Reply reset(Asked asked) {
        asked.body().nothingElse();
        Session session = find.apply(asked);
        if (played.computeIfPresent(asked.part("id"), (id, run) -> run.again()) == null) {
            session.reset();
        }
        return Reply.nothing();
    }

    private Reply advance(Asked asked) {
        Duration by = asked.body()
                .duration("by")
                .orElseThrow(() -> ControlError.misread("\"by\" is missing: a time such as 60s"));
        asked.body().nothingElse();
        try {
            find.apply(asked).advance(by);
        } catch (IllegalStateException real) {
            throw new ControlError(409, String.valueOf(real.getMessage()));
        }
        return Reply.nothing();
    }

    private Reply end(Asked asked) {
        asked.body().nothingElse();
        String id = asked.part("id");
        if (find.apply(asked) == sessions.standing() || !sessions.end(id)) {
            throw new ControlError(409, "the session \"" + id + "\" is always there; POST …/reset empties it");
        }
        Optional.ofNullable(played.remove(id)).ifPresent(ScenarioRun::close);
        Optional.ofNullable(opened.remove(id)).ifPresent(Control.Ports.Opened::close);
        return Reply.nothing();
    }
}
