package misskey.mock.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import misskey.mock.fault.ArmedFaults;
import misskey.mock.fault.Arming;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.fault.WireFault;
import misskey.mock.stream.Admission;
import misskey.mock.stream.Journal;
import misskey.mock.stream.StreamConnection;
import misskey.mock.world.User;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** What a session does wrong on request: to coming handshakes, and to connections that are open. Thread-safe. */
public final class SessionFaults {
    private static final String NOBODY = "anonymous";

    private final Object lock;
    private final Connections connections;
    private final Journal journal;
    private final Supplier<List<String>> accounts;
    private final ArmedFaults armed = new ArmedFaults();

    /** @param accounts the names of those there are */
    SessionFaults(Object lock, Connections connections, Journal journal, Supplier<List<String>> accounts) {
        this.accounts =
                () -> Stream.concat(accounts.get().stream(), Stream.of(NOBODY)).toList();
        this.lock = lock;
        this.connections = connections;
        this.journal = journal;
    }

    /**
     * For coming handshakes. A fault of the wire or of frames acts on the connections that they open.
     *
     * @throws IllegalArgumentException where the session has no such account
     */
    public void arm(Arming arming) {
        synchronized (lock) {
            arming.account().filter(name -> !accounts.get().contains(name)).ifPresent(name -> {
                throw new IllegalArgumentException(
                        "the session has no account \"" + name + "\"" + DidYouMean.suffixOrAll(name, accounts.get()));
            });
            armed.arm(arming, arming.times());
        }
    }

    /**
     * For a connection that is open, by its name in the journal.
     *
     * @throws IllegalArgumentException where it is not open, or the fault is not for one that is
     */
    public void arm(String connection, Arming arming) {
        synchronized (lock) {
            if (arming.times() != 1 || arming.account().isPresent()) {
                throw new IllegalArgumentException(
                        "\"times\" and \"account\" are for coming handshakes, and " + connection + " is open");
            }
            arm(open(connection), arming);
        }
    }

    private static void arm(StreamConnection connection, Arming arming) {
        Runnable acts = arming.fault()
                .fold(
                        handshake -> {
                            throw new IllegalArgumentException(handshake.name() + " acts at the handshake, and "
                                    + connection.label() + " is open already");
                        },
                        wire -> () -> connection.fault(wire),
                        frame -> () -> connection.frameFaults().arm(arming));
        acts.run();
    }

    /** Those armed for coming handshakes, and for how many more. */
    public List<ArmedFaults.Armed> all() {
        synchronized (lock) {
            return armed.all();
        }
    }

    /** Those armed for the frames of a connection, and for how many more; throws where it is not open. */
    public List<ArmedFaults.Armed> all(String connection) {
        synchronized (lock) {
            return open(connection).frameFaults().all();
        }
    }

    /** Those of a connection that last until they are cleared; throws where it is not open. */
    public List<WireFault> lasting(String connection) {
        synchronized (lock) {
            return open(connection).lasting();
        }
    }

    /** This one is for no more handshakes; others stay armed. */
    public void disarm(Arming arming) {
        synchronized (lock) {
            armed.disarm(arming);
        }
    }

    /** None is armed for coming handshakes any more. */
    public void clear() {
        synchronized (lock) {
            armed.clear();
        }
    }

    /** None of a connection is armed any more, and none lasts; throws where it is not open. */
    public void clear(String connection) {
        synchronized (lock) {
            open(connection).clearFaults();
        }
    }

    /** How to answer a handshake wrongly; empty where it is answered well. */
    public Optional<HandshakeFault> atHandshake(Admission admission) {
        synchronized (lock) {
            Optional<String> account =
                    admission.fold(accepted -> Optional.of(nameOf(accepted.user())), refused -> Optional.empty());
            Optional<HandshakeFault> fault = armed.takeFirst(isFor(account).and(SessionFaults::isOfHandshakes))
                    .flatMap(taken ->
                            taken.fault().fold(Optional::of, wire -> Optional.empty(), frame -> Optional.empty()));
            fault.ifPresent(acting -> journal.record(
                    "-", Line.Op.REMARK, Json.object().put("text", "fault " + acting.name() + ": " + acting.does())));
            return fault;
        }
    }

    /** A connection is open: what was armed for it acts. */
    void opened(StreamConnection connection, Optional<User> user) {
        armed.takeAll(isFor(Optional.of(nameOf(user))).and(arming -> !isOfHandshakes(arming)))
                .forEach(arming -> arm(connection, arming));
    }

    private StreamConnection open(String label) {
        return connections.all().stream()
                .filter(connection -> connection.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no open connection \"" + label + "\""));
    }

    private static String nameOf(Optional<User> user) {
        return user.map(User::username).orElse(NOBODY);
    }

    private static Predicate<Arming> isFor(Optional<String> account) {
        return arming -> arming.account().isEmpty() || arming.account().equals(account);
    }

    private static boolean isOfHandshakes(Arming arming) {
        return arming.fault().fold(handshake -> true, wire -> false, frame -> false);
    }
}
