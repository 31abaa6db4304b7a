package misskey.mock.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Journal;
import misskey.mock.stream.LiveStream;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamBehaviour;
import misskey.mock.stream.StreamConnection;
import misskey.mock.stream.Wire;
import misskey.mock.world.Api;
import misskey.mock.world.ApiError;
import misskey.mock.world.Entities;
import misskey.mock.world.Fact;
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
    private final Journal journal;
    private final Arrivals arrivals;
    private final Seams seams;
    private final Connections connections;
    private final SessionFaults faults;
    private World world;
    private Api api;
    private Door door;
    private StreamBehaviour behaviour;

    public Session(SessionSettings settings) {
        this.settings = settings;
        long started = System.nanoTime();
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
                () -> world.users().stream().map(User::username).toList());
        this.seams = settings.mutation().map(Seams::with).orElseGet(Seams::straight);
        this.world = newWorld();
        this.api = new Api(world);
        this.door = new Door(world, settings.dialect().behaviour());
        this.behaviour = new LiveStream(settings.dialect(), world, api, seams, journal);
    }

    private World newWorld() {
        World made = new World(Clock.systemUTC(), settings.seed());
        for (String account : settings.accounts()) {
            Secret token = Secret.of(account, settings.tokenOf(account));
            redactor.add(token);
            made.createUser(account, token, account.equals(SessionSettings.ADMIN));
        }
        made.takeFacts();
        return made;
    }

    /** Begins anew: cuts what is open, and forgets its world and its journal. Its tokens stay. */
    public void reset() {
        synchronized (lock) {
            connections.cutAll();
            faults.clear();
            journal.clear();
            world = newWorld();
            api = new Api(world);
            door = new Door(world, settings.dialect().behaviour());
            behaviour = new LiveStream(settings.dialect(), world, api, seams, journal);
        }
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
            Entities entities = new Entities(world);
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
            return seams.handshake().admit(door.admit(tokens, authorization));
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
    public StreamConnection opened(Optional<User> user, String url, Wire wire) {
        synchronized (lock) {
            StreamConnection connection = connections.opened(user, url, wire);
            faults.opened(connection, user);
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

    /** The answer to an API request: a status and, unless it is 204, a body. */
    public record ApiAnswer(int status, JsonNode body) {}

    /** Calls the HTTP API with this token, or with none. */
    public ApiAnswer call(Optional<String> token, String endpoint, JsonNode data) {
        synchronized (lock) {
            long began = journal.transcript().now();
            Optional<User> user = token.flatMap(world::authenticate);
            ApiAnswer answer = answer(token, user, endpoint, data);
            ObjectNode line = Json.object().put("endpoint", endpoint);
            line.set("data", data);
            line.put("status", answer.status()).put("began", began);
            if (answer.status() != 204) {
                line.set("response", answer.body());
            }
            tellFacts();
            journal.record(user.map(User::username).orElse("-"), Line.Op.CALL, line);
            return answer;
        }
    }

    private ApiAnswer answer(Optional<String> token, Optional<User> user, String endpoint, JsonNode data) {
        try {
            if (token.isPresent() && user.isEmpty()) {
                throw ApiError.authenticationFailed();
            }
            JsonNode result = api.call(user, endpoint, data);
            return new ApiAnswer(result.isMissingNode() ? 204 : 200, result);
        } catch (ApiError refused) {
            return new ApiAnswer(refused.status(), refused.toJson());
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
