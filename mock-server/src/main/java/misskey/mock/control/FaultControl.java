package misskey.mock.control;

import java.util.List;
import java.util.function.Function;
import misskey.mock.control.Routes.Asked;
import misskey.mock.fault.ArmedFaults.Armed;
import misskey.mock.fault.Arming;
import misskey.mock.fault.Fault;
import misskey.mock.fault.FaultReader;
import misskey.mock.session.Session;
import misskey.protocol.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Arms faults: for coming handshakes of a session, and for a connection that is open. */
final class FaultControl {
    private final Function<Asked, Session> sessions;

    FaultControl(Function<Asked, Session> sessions) {
        this.sessions = sessions;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/sessions/{id}/faults", this::list)
                .on("POST", "/sessions/{id}/faults", this::arm)
                .on("DELETE", "/sessions/{id}/faults", this::clear)
                .on("GET", "/sessions/{id}/connections/{connection}/faults", this::listOfConnection)
                .on("POST", "/sessions/{id}/connections/{connection}/faults", this::armConnection)
                .on("DELETE", "/sessions/{id}/connections/{connection}/faults", this::clearConnection);
    }

    private Reply list(Asked asked) {
        return list(sessions.apply(asked).faults().all(), List.of());
    }

    private Reply arm(Asked asked) {
        Session session = sessions.apply(asked);
        Arming arming = FaultReader.read(asked.body(), true);
        return done(() -> session.faults().arm(arming));
    }

    private Reply clear(Asked asked) {
        asked.body().nothingElse();
        sessions.apply(asked).faults().clear();
        return Reply.nothing();
    }

    private Reply listOfConnection(Asked asked) {
        Session session = sessions.apply(asked);
        String connection = ConnectionControl.connection(session, asked).label();
        return list(session.faults().all(connection), session.faults().lasting(connection));
    }

    private Reply armConnection(Asked asked) {
        Session session = sessions.apply(asked);
        String connection = ConnectionControl.connection(session, asked).label();
        Arming arming = FaultReader.read(asked.body(), false);
        return done(() -> session.faults().arm(connection, arming));
    }

    private static Reply done(Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException wrong) {
            throw ControlError.misread(String.valueOf(wrong.getMessage()));
        }
        return Reply.nothing();
    }

    private Reply clearConnection(Asked asked) {
        asked.body().nothingElse();
        Session session = sessions.apply(asked);
        session.faults().clear(ConnectionControl.connection(session, asked).label());
        return Reply.nothing();
    }

    private static Reply list(List<Armed> armed, List<? extends Fault> lasting) {
        ArrayNode all = Json.array();
        lasting.forEach(fault -> all.add(describe(fault)));
        armed.forEach(each -> all.add(describe(each)));
        return Reply.of(Json.object().set("faults", all));
    }

    private static ObjectNode describe(Armed armed) {
        Arming arming = armed.arming();
        ObjectNode json = describe(arming.fault()).put("left", armed.left());
        arming.account().ifPresent(account -> json.put("account", account));
        arming.matching().ifPresent(pattern -> json.set("matching", Json.read(pattern.toString())));
        return json;
    }

    private static ObjectNode describe(Fault fault) {
        return Json.object()
                .put("fault", fault.name())
                .put("kind", fault.kind())
                .put("does", fault.does());
    }
}
