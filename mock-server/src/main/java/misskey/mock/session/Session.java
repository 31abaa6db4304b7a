package misskey.mock.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Journal;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamBehaviour;
import misskey.mock.stream.StreamConnection;
import misskey.mock.stream.Wire;
import misskey.mock.world.Access;
import misskey.mock.world.Entities;
import misskey.mock.world.Fact;
import misskey.mock.world.ServerInfo;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An isolated run inside the mock: a world, its connections and a journal. Thread-safe: one lock for
 * all of it, held only while something changes.
 */
public final class Session {
    /** Octets of a binary message that the journal keeps. */
    private static final int MOST_NOTED = 1024;

    private final SessionSettings settings;
    private final Object lock = new Object();
    private final Redactor redactor = new Redactor();
    private final SessionClock clock;
    private final Journal journal;
    private final Arrivals arrivals;
    private final Seams seams;
    private final Connections connections;
    private final SessionFaults faults;
    private Place place;
    private StreamBehaviour behaviour;

    public Session(SessionSettings settings) {
        this.settings = settings;
        long started = System.nanoTime();
        this.clock = settings.virtualTime() ? new VirtualClock(this::laterOn) : new RealClock(this::laterOn);
        this.journal = new Journal(settings.dialect(), () -> (System.nanoTime() - started) / 1_000, redactor);
        this.arrivals = new Arrivals(journal.transcript());
        this.connections = new Connections(journal, settings.dialect().behaviour(), work -> {
            synchronized (lock) {
                work.run();
            }
        });
        this.faults = new SessionFaults(
                lock,
                connections,
                journal,
                () -> place.world().users().stream().map(User::username).toList());
        this.seams = settings.mutation().map(Seams::with).orElseGet(Seams::straight);
        this.place = new Place(settings, clock, seams, journal, redactor::add);
        this.behaviour = place.stream();
    }

    /** Begins anew: cuts what is open, and forgets its world and its journal. Its tokens stay. */
    public void reset() {
        synchronized (lock) {
            connections.cutAll();
            clock.forget();
            faults.clear();
            journal.clear();
            place = new Place(settings, clock, seams, journal, redactor::add);
            behaviour = place.stream();
        }
    }

    /**
     * Lets the session's time pass: what falls due is done before this returns. Throws {@link IllegalStateException}
     * where its time is real.
     */
    public void advance(Duration by) {
        VirtualClock virtual;
        synchronized (lock) { // what has come is acted on at the time it came
            virtual = virtualClock();
        }
        virtual.advance(by);
    }

    /** How long until the next thing that its time brings; empty where there is none. Throws as {@link #advance} does. */
    public Optional<Duration> untilNext() {
        return virtualClock().untilNext();
    }

    private VirtualClock virtualClock() {
        if (clock instanceof VirtualClock virtual) {
            return virtual;
        }
        throw new IllegalStateException(
                "the time of this session is real; only that of a session made with a virtual clock can be advanced");
    }

    /** Cuts every connection. */
    public void cutAll() {
        synchronized (lock) {
            connections.cutAll();
        }
    }

    /** The connections that are open, oldest first. */
    public List<StreamConnection> connections() {
        synchronized (lock) {
            return connections.all();
        }
    }

    public SessionSettings settings() {
        return settings;
    }

    /** Waits for lines of the journal. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** What it does wrong on request. */
    public SessionFaults faults() {
        return faults;
    }

    public Dialect dialect() {
        return settings.dialect();
    }

    public Optional<Peer> peer() {
        return settings.peer();
    }

    public Seams seams() {
        return seams;
    }

    /** What happened so far. */
    public Journal journal() {
        return journal;
    }

    /** The token of an account this session began with; throws for any other name. */
    public Secret token(String account) {
        synchronized (lock) {
            return place.world()
                    .userNamed(account)
                    .map(User::token)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the session has no account \"" + account + "\"; it has " + settings.accounts()));
        }
    }

    /** Looks at the world, or changes it, while nothing else does. Facts it leaves are told to the streams. */
    public <T> T inWorld(Function<World, T> work) {
        synchronized (lock) {
            T result = work.apply(place.world());
            tellFacts();
            return result;
        }
    }

    /** An account or a note of the world by id, as the stream writes it; empty where there is none. */
    public Optional<ObjectNode> entity(String id) {
        synchronized (lock) {
            World world = place.world();
            Entities entities = world.entities();
            return world.user(id).map(entities::user).or(() -> world.note(id).map(entities::note));
        }
    }

    /** From now on the streams behave otherwise, e.g. as a script says. Call it before the first connection. */
    public void behaveAs(StreamBehaviour changed) {
        synchronized (lock) {
            behaviour = changed;
        }
    }

    /**
     * What a handshake is answered.
     *
     * @param tokens the values of its parameter {@code i}
     * @param authorization its header of this name
     */
    public Admission admit(List<String> tokens, Optional<String> authorization) {
        synchronized (lock) {
            return seams.handshake().admit(place.door().admit(tokens, authorization));
        }
    }

    /** Notes a handshake that was refused with this HTTP status, or, where it is 0, with no answer. */
    public void refused(String url, int status) {
        synchronized (lock) {
            connections.refused(url, status);
        }
    }

    /** Notes a handshake that a fault has answered. */
    public void refused(String url, HandshakeFault.Status answer) {
        synchronized (lock) {
            connections.refused(url, answer);
        }
    }

    /** A connection that was accepted. */
    public StreamConnection opened(Optional<Access> access, String url, Wire wire) {
        synchronized (lock) {
            StreamConnection connection = connections.opened(access, url, wire);
            faults.opened(connection, access.map(Access::user));
            place.world().measurements().begin();
            behaviour.opened(connection);
            return connection;
        }
    }

    /** A text message from a client. */
    public void text(StreamConnection connection, String text) {
        synchronized (lock) {
            fromClient(connection, Line.Op.TEXT, Json.object().put("text", text));
            behaviour.text(connection, text);
            tellFacts();
        }
    }

    /** Sends a frame to a client, past every seam: what a script says is sent as it is. */
    public void send(StreamConnection connection, Outgoing frame) {
        synchronized (lock) {
            connection.send(frame, settings.dialect());
        }
    }

    /** Closes a connection from the server's side; -1 sends a close frame without a code. */
    public void close(StreamConnection connection, int code, String reason) {
        synchronized (lock) {
            connection.close(code, reason);
        }
    }

    /**
     * A binary message from a client: read like text where servers of the dialect do so, else ignored.
     *
     * @param octets the whole message; the journal keeps the first {@value #MOST_NOTED} of them
     */
    public void binary(StreamConnection connection, byte[] octets) {
        synchronized (lock) {
            ObjectNode line =
                    Json.object().put("hex", HexFormat.of().formatHex(octets, 0, Math.min(octets.length, MOST_NOTED)));
            fromClient(
                    connection,
                    Line.Op.BINARY,
                    octets.length > MOST_NOTED
                            ? line.put("length", octets.length).put("cut", true)
                            : line);
            if (settings.dialect().behaviour().binaryRead()) {
                behaviour.text(connection, new String(octets, StandardCharsets.UTF_8));
                tellFacts();
            } else {
                journal.ignored(connection.label(), "it is a binary message");
            }
        }
    }

    /** A control frame, or a client's close: only noted. {@code op} says which; {@code from} is added. */
    public void control(StreamConnection connection, Direction from, Line.Op op, ObjectNode members) {
        synchronized (lock) {
            journal.record(connection.label(), op, members.put("from", from.label()));
        }
    }

    /** A pong from a client. */
    public void ponged(StreamConnection connection, ObjectNode members) {
        synchronized (lock) {
            fromClient(connection, Line.Op.PONG, members);
            behaviour.ponged(connection);
        }
    }

    /** A connection has ended. */
    public void closed(StreamConnection connection, int code, String reason) {
        synchronized (lock) {
            connections.closed(connection, code, reason);
            behaviour.closed(connection);
        }
    }

    /**
     * Notes a failure of the mock itself.
     *
     * @param conn the connection on which it failed, or {@code -}
     */
    public void failed(String conn, RuntimeException bug) {
        journal.record(conn, Line.Op.ERROR, Json.object().put("message", "the mock has failed: " + bug));
    }

    /** What the journal writes in place of a token, whether it is one of this session's or not. */
    public String mask(String token) {
        synchronized (lock) {
            return token.isEmpty()
                    ? ""
                    : place.world()
                            .authenticate(token)
                            .map(user -> user.token().mask())
                            .orElse("<token>");
        }
    }

    /** What the server says of itself at a path that is read with GET; empty where there is nothing. */
    public Optional<JsonNode> document(String path, String origin) {
        return ServerInfo.of(settings.dialect()).document(path, origin);
    }

    /** Does nothing from now on by itself. */
    public void close() {
        clock.close();
    }

    /** The answer to an API request: a status and, unless it is 204, a body. */
    public record ApiAnswer(int status, JsonNode body) {}

    /** Calls the HTTP API with this token, or with none. */
    public ApiAnswer call(Optional<String> token, String endpoint, JsonNode data) {
        synchronized (lock) {
            return place.calls().call(token, endpoint, data, this::tellFacts);
        }
    }

    private void laterOn(Runnable work) {
        synchronized (lock) {
            try {
                work.run();
                tellFacts();
            } catch (RuntimeException bug) {
                failed("-", bug);
            }
        }
    }

    private void tellFacts() {
        for (Fact fact : place.world().takeFacts()) {
            behaviour.happened(connections.all(), fact);
        }
    }

    private void fromClient(StreamConnection connection, Line.Op op, ObjectNode members) {
        ObjectNode line = Json.object().put("from", Direction.CLIENT.label());
        line.setAll(members);
        journal.record(connection.label(), op, line);
    }
}
