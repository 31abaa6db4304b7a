package misskey.mock.session;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Knock;
import misskey.mock.stream.StreamConnection;
import misskey.mock.stream.Wire;
import misskey.mock.world.Access;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** What comes over a session's connections: handshakes, messages and ends. Thread-safe; the network calls it. */
public final class Traffic {
    /** Octets of a binary message that the journal keeps. */
    private static final int MOST_NOTED = 1024;

    private final Session session;
    private final Connections connections;

    Traffic(Session session, Connections connections) {
        this.session = session;
        this.connections = connections;
    }

    /** What a handshake is answered. */
    public Admission admit(Knock asked) {
        synchronized (session.lock()) {
            Door door = session.place().door();
            return session.seams()
                    .handshake()
                    .admit(
                            asked,
                            door.found(asked.tokens(), asked.authorization()),
                            door.admit(asked.tokens(), asked.authorization()));
        }
    }

    /**
     * Notes a handshake that was refused with this HTTP status, or, where it is 0, with no answer.
     *
     * @param account whose token it had; empty for none, and for a token that is nobody's
     */
    public void refused(String url, Optional<String> account, int status) {
        synchronized (session.lock()) {
            connections.refused(url, account, status);
        }
    }

    /** Notes a handshake that a fault has answered. */
    public void refused(String url, Optional<String> account, HandshakeFault.Status answer) {
        synchronized (session.lock()) {
            connections.refused(url, account, answer);
        }
    }

    /** A connection that was accepted. */
    public StreamConnection opened(Optional<Access> access, String url, Wire wire) {
        synchronized (session.lock()) {
            StreamConnection connection = connections.opened(access, url, wire);
            session.faults().opened(connection, access.map(Access::user));
            session.place().world().measurements().begin();
            session.behaviour().opened(connection);
            return connection;
        }
    }

    /** A text message from a client. */
    public void text(StreamConnection connection, String text) {
        synchronized (session.lock()) {
            fromClient(connection, Line.Op.TEXT, Json.object().put("text", text));
            session.behaviour().text(connection, text);
            session.tellFacts();
        }
    }

    /**
     * A binary message from a client: read like text where servers of the dialect do so, else ignored.
     *
     * @param octets the whole message; the journal keeps the first {@value #MOST_NOTED} of them
     */
    public void binary(StreamConnection connection, byte[] octets) {
        synchronized (session.lock()) {
            ObjectNode line =
                    Json.object().put("hex", HexFormat.of().formatHex(octets, 0, Math.min(octets.length, MOST_NOTED)));
            fromClient(
                    connection,
                    Line.Op.BINARY,
                    octets.length > MOST_NOTED
                            ? line.put("length", octets.length).put("cut", true)
                            : line);
            if (!session.seams().inbound().takesBinary(connection)) {
                session.journal().ignored(connection.label(), "its binary messages are not looked at");
            } else if (session.dialect().behaviour().binaryRead()) {
                session.behaviour().text(connection, new String(octets, StandardCharsets.UTF_8));
                session.tellFacts();
            } else {
                session.journal().ignored(connection.label(), "it is a binary message");
            }
        }
    }

    /** A control frame, or a client's close: only noted. {@code op} says which; {@code from} is added. */
    public void control(StreamConnection connection, Direction from, Line.Op op, ObjectNode members) {
        synchronized (session.lock()) {
            session.journal().record(connection.label(), op, members.put("from", from.label()));
        }
    }

    /** A pong from a client. */
    public void ponged(StreamConnection connection, ObjectNode members) {
        synchronized (session.lock()) {
            fromClient(connection, Line.Op.PONG, members);
            connection.answered();
            session.behaviour().ponged(connection);
        }
    }

    /** A connection has ended. */
    public void closed(StreamConnection connection, int code, String reason) {
        synchronized (session.lock()) {
            connections.closed(connection, code, reason);
            session.behaviour().closed(connection);
        }
    }

    /** What the journal writes in place of a token, whether it is one of this session's or not. */
    public String mask(String token) {
        synchronized (session.lock()) {
            return token.isEmpty()
                    ? ""
                    : session.place()
                            .world()
                            .authenticate(token)
                            .map(user -> user.token().mask())
                            .orElse("<token>");
        }
    }

    private void fromClient(StreamConnection connection, Line.Op op, ObjectNode members) {
        ObjectNode line = Json.object().put("from", Direction.CLIENT.label());
        line.setAll(members);
        session.journal().record(connection.label(), op, line);
    }
}
