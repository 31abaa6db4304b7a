package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import misskey.mock.stream.Journal;
import misskey.mock.stream.Outgoing;
import misskey.mock.stream.Seams;
import misskey.mock.stream.StreamBehaviour;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.Fact;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Dialect;
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
    /** The same, with the dialect that it serves: another where that is what is wrong with it. */
    private final SessionSettings served;

    private final Object lock = new Object();
    private final Redactor redactor = new Redactor();
    private final SessionClock clock;
    private final Journal journal;
    private final Arrivals arrivals;
    private final Seams seams;
    private final Connections connections;
    private final SessionFaults faults;
    private final Traffic traffic;
    private Place place;
    private StreamBehaviour behaviour;

    public Session(SessionSettings settings) {
        this.settings = settings;
        this.seams = settings.mutation().map(Seams::with).orElseGet(Seams::straight);
        this.served = settings.withDialect(seams.data().serve(settings.dialect()));
        long started = System.nanoTime();
        this.journal = new Journal(settings.dialect(), () -> (System.nanoTime() - started) / 1_000, redactor);
        this.arrivals = new Arrivals(journal.transcript());
        this.connections = new Connections(journal, served.dialect().behaviour(), work -> {
            synchronized (lock) {
                work.run();
            }
        });
        this.clock =
                SessionClock.of(settings.time(), this::laterOn, new Outside(lock, connections, journal.transcript()));
        this.faults = new SessionFaults(
                lock,
                connections,
                journal,
                () -> place.world().users().stream().map(User::username).toList());
        this.traffic = new Traffic(this, connections);
        this.place = new Place(served, clock, seams, journal, redactor::add);
        this.behaviour = place.stream();
    }

    /** Begins anew: cuts what is open, and forgets its world and its journal. Its tokens stay. */
    public void reset() {
        synchronized (lock) {
            connections.cutAll();
            clock.forget();
            faults.clear();
            journal.clear();
            place = new Place(served, clock, seams, journal, redactor::add);
            behaviour = place.stream();
        }
    }

    /**
     * Lets the session's time pass: what falls due is done before this returns. Throws {@link IllegalStateException}
     * where its time is real.
     */
    public void advance(Duration by) {
        SessionClock passing;
        synchronized (lock) { // what has come is acted on at the time it came
            passing = clock;
        }
        passing.advance(by);
    }

    /** What its clock says, whether its time is real or not. */
    public Clock timeOfDay() {
        return clock.timeOfDay();
    }

    /** How long until the next thing that its time brings; empty where there is none. Throws as {@link #advance} does. */
    public Optional<Duration> untilNext() {
        return clock.untilNext();
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

    /** What comes over its connections. */
    public Traffic traffic() {
        return traffic;
    }

    /** What it does wrong on request. */
    public SessionFaults faults() {
        return faults;
    }

    /** The dialect that it serves. */
    public Dialect dialect() {
        return served.dialect();
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

    /** The ids of the accounts and notes that it began with, by their names. */
    public Map<String, String> ids() {
        synchronized (lock) {
            return place.ids();
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
        return inWorld(world -> world.entities().byId(id));
    }

    /** An account by id, as the stream writes it to itself; empty where there is none. */
    public Optional<ObjectNode> ownAccount(String id) {
        synchronized (lock) {
            World world = place.world();
            return world.user(id).map(world.entities()::own);
        }
    }

    /** From now on the streams behave otherwise, e.g. as a script says. Call it before the first connection. */
    public void behaveAs(StreamBehaviour changed) {
        synchronized (lock) {
            behaviour = changed;
        }
    }

    /** Sends a frame to a client, past every seam: what a script says is sent as it is. */
    public void send(StreamConnection connection, Outgoing frame) {
        synchronized (lock) {
            connection.send(frame, served.dialect());
        }
    }

    /** Does something with a connection while nothing else happens in the session. */
    public void with(StreamConnection connection, Consumer<StreamConnection> work) {
        synchronized (lock) {
            work.accept(connection);
        }
    }

    /** Closes a connection from the server's side; -1 sends a close frame without a code. */
    public void close(StreamConnection connection, int code, String reason) {
        synchronized (lock) {
            connection.close(code, reason);
        }
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

    /** Held by whoever uses what comes next. */
    Object lock() {
        return lock;
    }

    Place place() {
        return place;
    }

    StreamBehaviour behaviour() {
        return behaviour;
    }

    private void laterOn(Runnable work) {
        synchronized (lock) {
            try {
                work.run();
                tellFacts();
            } catch (RuntimeException bug) {
                journal.failed("-", bug);
            }
        }
    }

    void tellFacts() {
        for (Fact fact : place.world().takeFacts()) {
            behaviour.happened(connections.all(), fact);
        }
    }
}
