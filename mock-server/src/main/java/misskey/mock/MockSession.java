package misskey.mock;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import misskey.mock.fault.Arming;
import misskey.mock.fault.Fault;
import misskey.mock.session.Session;
import misskey.mock.session.SessionAddress;
import misskey.mock.session.Sessions;
import misskey.mock.wire.Listener;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.conversation.Finding;

/** A session and the port it is reached on. Thread-safe. */
public final class MockSession implements SessionAddress, AutoCloseable {
    private final Sessions sessions;
    private final Listener listener;
    private final String host;
    private final String encrypted;
    private final Consumer<MockSession> onClose;

    /** @param encrypted what is added to a scheme: {@code s} where it speaks TLS, else nothing */
    MockSession(Sessions sessions, Listener listener, String host, String encrypted, Consumer<MockSession> onClose) {
        this.sessions = sessions;
        this.listener = listener;
        this.host = host;
        this.encrypted = encrypted;
        this.onClose = onClose;
    }

    public int port() {
        return listener.port();
    }

    /** Where its stream is: {@code ws://HOST:PORT/streaming}, or {@code wss} with TLS, without a token. */
    @Override
    public URI streamUrl() {
        return URI.create("ws" + encrypted + "://" + host + ":" + port() + "/streaming");
    }

    /** Where its HTTP API is: {@code http://HOST:PORT}, or {@code https} with TLS; endpoints are below {@code /api/}. */
    public URI origin() {
        return URI.create("http" + encrypted + "://" + host + ":" + port());
    }

    /** The token of one of its accounts. */
    public Secret token(String account) {
        return session().token(account);
    }

    /** Its journal so far, tokens masked. */
    public List<Line> journal() {
        return session().journal().transcript().lines();
    }

    /**
     * Waits for a line of the journal, and gives the first that fits: one that is there already, or one
     * that comes in time. What the session is told after that, by whatever way, finds the line acted on:
     * a note whose capture was awaited is captured.
     *
     * @param wanted is shown every line once, in order, on the calling thread
     * @param patience how long to wait for lines that are still to come
     * @return empty where none came; the caller knows what it waited for, and says so
     */
    public Optional<Line> await(Predicate<? super Line> wanted, Duration patience) throws InterruptedException {
        return session().arrivals().await(wanted, patience);
    }

    /** What was found about the clients so far. */
    public List<Finding> findings() {
        return session().journal().findings();
    }

    /**
     * The next handshake, of whichever account, goes wrong so. A {@link misskey.mock.fault.WireFault} or
     * {@link misskey.mock.fault.FrameFault} acts on the connection that it opens.
     */
    public void fault(Fault fault) {
        fault(Arming.of(fault));
    }

    /** Coming handshakes go wrong so: {@code Arming.of(new Status(503)).withAccount("alice").withTimes(2)}. */
    public void fault(Arming arming) {
        session().faults().arm(arming);
    }

    /**
     * An open connection goes wrong so: at once, or with the next frame that the fault is for. A client may see its
     * handshake answered a moment before the connection is open here: {@link #await} the journal's line first.
     *
     * @param connection its name in the journal, e.g. {@code alice-1}
     * @throws IllegalArgumentException where it is not open, or the fault acts at the handshake
     */
    public void fault(String connection, Fault fault) {
        fault(connection, Arming.of(fault));
    }

    /** As {@link #fault(String, Fault)}, for more frames or certain ones: {@code Arming.of(new Drop()).withFrames(3)}. */
    public void fault(String connection, Arming arming) {
        session().faults().arm(connection, arming);
    }

    /** No fault is armed for coming handshakes any more. */
    public void clearFaults() {
        session().faults().clear();
    }

    /** No fault of an open connection is armed any more, and none lasts; what a stall has held up is sent. */
    public void clearFaults(String connection) {
        session().faults().clear(connection);
    }

    /** The session itself, for the rooms of the mock. */
    @Override
    public Session session() {
        return sessions.standing();
    }

    /** This session, and those that were made on its port since. */
    public Sessions sessions() {
        return sessions;
    }

    /** Stops listening and cuts what is open. The journal can still be read. */
    @Override
    public void close() {
        listener.close();
        sessions.all().forEach(named -> named.session().close());
        onClose.accept(this);
    }
}
