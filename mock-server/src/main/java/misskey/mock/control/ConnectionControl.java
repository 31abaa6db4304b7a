package misskey.mock.control;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import misskey.mock.control.Routes.Asked;
import misskey.mock.order.Members;
import misskey.mock.session.Session;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.StreamConnection;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at a session's connections, sends on them, and ends them. */
final class ConnectionControl {
    private static final int NO_CODE = -1;
    private static final int LONGEST_REASON = 123;

    private final Function<Asked, Session> sessions;

    ConnectionControl(Function<Asked, Session> sessions) {
        this.sessions = sessions;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/sessions/{id}/connections", this::list)
                .on("POST", "/sessions/{id}/connections/{connection}/send", this::send)
                .on("POST", "/sessions/{id}/connections/{connection}/close", this::close)
                .on("POST", "/sessions/{id}/connections/{connection}/cut", this::cut);
    }

    private Reply list(Asked asked) {
        ArrayNode all = Json.array();
        sessions.apply(asked).connections().forEach(connection -> all.add(describe(connection)));
        return Reply.of(Json.object().set("connections", all));
    }

    private static ObjectNode describe(StreamConnection connection) {
        ObjectNode json = Json.object().put("id", connection.label());
        connection.userId().ifPresent(user -> json.put("userId", user));
        return json;
    }

    private Reply send(Asked asked) {
        Members body = asked.body();
        JsonNode frame = body.any("frame");
        String text = body.text("text").orElse("");
        body.nothingElse();
        if (frame.isMissingNode() == text.isEmpty()) {
            throw ControlError.misread("give either \"frame\", any JSON, or \"text\", a message as it is");
        }
        Session session = sessions.apply(asked);
        session.send(connection(session, asked), new Outgoing.Text(text.isEmpty() ? Json.write(frame) : text));
        return Reply.nothing();
    }

    private Reply close(Asked asked) {
        int code = asked.body().integer("code").orElse(NO_CODE);
        String reason = asked.body().text("reason").orElse("");
        asked.body().nothingElse();
        if (code != NO_CODE && (code < 1000 || code > 4999)) {
            throw ControlError.misread("\"code\" is a close code from 1000 to 4999; found " + code);
        }
        if (code == NO_CODE && !reason.isEmpty()) {
            throw ControlError.misread("a close frame with a \"reason\" has a \"code\"");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw ControlError.misread("\"reason\" has at most " + LONGEST_REASON + " octets");
        }
        Session session = sessions.apply(asked);
        session.close(connection(session, asked), code, reason);
        return Reply.nothing();
    }

    private Reply cut(Asked asked) {
        asked.body().nothingElse();
        Session session = sessions.apply(asked);
        connection(session, asked).cut();
        return Reply.nothing();
    }

    /** The open connection that a request names. */
    static StreamConnection connection(Session session, Asked asked) {
        String id = asked.part("connection");
        return session.connections().stream()
                .filter(connection -> connection.label().equals(id))
                .findFirst()
                .orElseThrow(() -> ControlError.notFound(
                        "there is no open connection \"" + id + "\"; GET …/connections lists those there are"));
    }
}
