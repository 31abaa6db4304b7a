package misskey.mock.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.stream.Journal;
import misskey.mock.stream.StreamConnection;
import misskey.mock.stream.Wire;
import misskey.mock.world.Access;
import misskey.mock.world.User;
import misskey.protocol.Behaviour;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/**
 * The connections of a session, and the journal's lines about their coming and going. {@code alice-2} is
 * the second of alice. Not thread-safe: called under the session's lock.
 */
final class Connections {
    private final Journal journal;
    private final Behaviour behaviour;
    private final Consumer<Runnable> locked;
    private final Map<String, StreamConnection> open = new LinkedHashMap<>();
    private final Map<String, Integer> labelled = new LinkedHashMap<>();

    /** @param locked does work under the session's lock */
    Connections(Journal journal, Behaviour behaviour, Consumer<Runnable> locked) {
        this.locked = locked;
        this.journal = journal;
        this.behaviour = behaviour;
    }

    /** Those that are open, oldest first. */
    List<StreamConnection> all() {
        return List.copyOf(open.values());
    }

    /** When the latest ping went out that is not answered, as {@link System#nanoTime} has it; empty where there is none. */
    OptionalLong unansweredSince() {
        return open.values().stream()
                .map(StreamConnection::unansweredSince)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    StreamConnection opened(Optional<Access> access, String url, Wire wire) {
        Optional<User> user = access.map(Access::user);
        String label = label(user.map(User::username).orElse("anonymous"));
        ObjectNode asked = Json.object().put("url", url);
        user.ifPresent(account -> asked.put("as", account.username()));
        journal.record(label, Line.Op.OPEN, asked);
        journal.record(label, Line.Op.OPENED, answer(101));
        StreamConnection connection = new StreamConnection(
                label, access, wire, (time, work) -> wire.after(time, () -> locked.accept(work)), journal, behaviour);
        open.put(label, connection);
        return connection;
    }

    void refused(String url, HandshakeFault.Status answer) {
        String label = label("refused");
        journal.record(label, Line.Op.OPEN, Json.object().put("url", url));
        ObjectNode line = answer(answer.status());
        answer.headers().forEach((name, value) -> line.withObject("headers").put(name, value));
        journal.record(label, Line.Op.REFUSED, line.put("body", answer.body()));
    }

    void refused(String url, int status) {
        String label = label("refused");
        journal.record(label, Line.Op.OPEN, Json.object().put("url", url));
        if (status == 0) {
            journal.record(label, Line.Op.UNANSWERED, Json.object().put("afterMs", 0));
        } else {
            journal.record(label, Line.Op.REFUSED, answer(status).put("body", ""));
        }
    }

    void closed(StreamConnection connection, int code, String reason) {
        connection.ended();
        if (!open.remove(connection.label(), connection)) {
            return; // it was forgotten before it ended
        }
        journal.record(
                connection.label(),
                Line.Op.CLOSED,
                Json.object().put("code", code).put("reason", reason));
    }

    /** Cuts what is open and forgets it. */
    void cutAll() {
        List<StreamConnection> last = all();
        open.clear();
        labelled.clear();
        last.forEach(StreamConnection::cut);
    }

    private String label(String name) {
        return name + "-" + labelled.merge(name, 1, Integer::sum);
    }

    private static ObjectNode answer(int status) {
        ObjectNode answer = Json.object().put("status", status);
        answer.putObject("headers");
        return answer;
    }
}
