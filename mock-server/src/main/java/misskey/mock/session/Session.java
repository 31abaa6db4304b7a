package misskey.mock.session;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Journal;
import misskey.mock.stream.LiveStream;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamBehaviour;
import misskey.mock.stream.StreamConnection;
import misskey.mock.stream.Wire;
import misskey.mock.world.Api;
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
    private final SessionSettings settings;
    private final Object lock = new Object();
    private final WallTimers timers;
    private final World world;
    private final Calls calls;
    private final Journal journal;
    private final Seams seams;
    private final Connections connections;
    private StreamBehaviour behaviour;

    public Session(SessionSettings settings) {
        this.settings = settings;
        long started = System.nanoTime();
        Redactor redactor = new Redactor();
        this.timers = new WallTimers(this::laterOn);
        this.world = new World(Clock.systemUTC(), settings.seed(), settings.dialect(), timers);
        world.onToken(redactor::add);
        for (String account : settings.accounts()) {
            Secret token = Secret.of(account, account + "-token");
            redactor.add(token);
            world.createUser(account, token, account.equals(SessionSettings.ADMIN));
        }
        world.takeFacts();
        Api api = new Api(world);
        this.journal = new Journal(settings.dialect(), () -> (System.nanoTime() - started) / 1_000, redactor);
        this.calls = new Calls(world, api, journal);
        this.connections = new Connections(journal);
        this.seams = settings.mutation().map(Seams::with).orElseGet(Seams::straight);
        this.behaviour = new LiveStream(settings.dialect(), world, api, seams, journal);
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
            return world.userNamed(account)
                    .map(User::token)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the session has no account \"" + account + "\"; it has " + settings.accounts()));
        }
    }

    /** Looks at the world, or changes it, while nothing else does. Facts it leaves are told to the streams. */
    public <T> T inWorld(Function<World, T> work) {
        synchronized (lock) {
            T result = work.apply(world);
            tellFacts();
            return result;
        }
    }

    /** An account or a note of the world by id, as the stream writes it; empty where there is none. */
    public Optional<ObjectNode> entity(String id) {
        synchronized (lock) {
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

    /** What a handshake with this token, or with none, is answered. */
    public Admission admit(Optional<String> token) {
        synchronized (lock) {
            Admission straight = token.isEmpty()
                    ? new Admission.Accepted(Optional.empty())
                    : world.authenticate(token.get())
                            .<Admission>map(user -> new Admission.Accepted(Optional.of(user)))
                            .orElseGet(() -> new Admission.Refused(
                                    settings.dialect().behaviour().badToken()));
            return seams.handshake().admit(straight);
        }
    }

    /** Notes a handshake that was refused. */
    public void refused(String url, int status) {
        synchronized (lock) {
            connections.refused(url, status);
        }
    }

    /** A connection that was accepted. */
    public StreamConnection opened(Optional<User> user, String url, Wire wire) {
        synchronized (lock) {
            StreamConnection connection = connections.opened(user, url, wire);
            world.measurements().begin();
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
     * A binary message from a client: ignored, as Misskey 12.110.1 does.
     *
     * @param hex its octets, or the first of them
     * @param length how many there were
     */
    public void binary(StreamConnection connection, String hex, int length) {
        synchronized (lock) {
            ObjectNode line = Json.object().put("hex", hex);
            fromClient(
                    connection,
                    Line.Op.BINARY,
                    hex.length() < 2 * length ? line.put("length", length).put("cut", true) : line);
            journal.ignored(connection.label(), "it is a binary message");
        }
    }

    /** A control frame, or a client's close: only noted. {@code op} says which; {@code from} is added. */
    public void control(StreamConnection connection, Direction from, Line.Op op, ObjectNode members) {
        synchronized (lock) {
            journal.record(connection.label(), op, members.put("from", from.label()));
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
                    : world.authenticate(token).map(user -> user.token().mask()).orElse("<token>");
        }
    }

    /** What the server says of itself at a path that is read with GET; empty where there is nothing. */
    public Optional<JsonNode> document(String path, String origin) {
        return ServerInfo.of(settings.dialect()).document(path, origin);
    }

    /** Does nothing from now on by itself. */
    public void close() {
        timers.close();
    }

    /** The answer to an API request: a status and, unless it is 204, a body. */
    public record ApiAnswer(int status, JsonNode body) {}

    /** Calls the HTTP API with this token, or with none. */
    public ApiAnswer call(Optional<String> token, String endpoint, JsonNode data) {
        synchronized (lock) {
            return calls.call(token, endpoint, data, this::tellFacts);
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
        for (Fact fact : world.takeFacts()) {
            behaviour.happened(connections.all(), fact);
        }
    }

    private void fromClient(StreamConnection connection, Line.Op op, ObjectNode members) {
        ObjectNode line = Json.object().put("from", Direction.CLIENT.label());
        line.setAll(members);
        journal.record(connection.label(), op, line);
    }
}
