package misskey.mock;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import misskey.mock.session.Session;
import misskey.mock.wire.Listener;
import misskey.protocol.Line;
import misskey.protocol.Secret;
import misskey.protocol.conversation.Finding;

/** A session and the port it is reached on. Thread-safe. */
public final class MockSession implements AutoCloseable {
    private final Session session;
    private final Listener listener;
    private final String host;
    private final Consumer<MockSession> onClose;

    MockSession(Session session, Listener listener, String host, Consumer<MockSession> onClose) {
        this.session = session;
        this.listener = listener;
        this.host = host;
        this.onClose = onClose;
    }

    public int port() {
        return listener.port();
    }

    /** Where its stream is: {@code ws://HOST:PORT/streaming}, without a token. */
    public URI streamUrl() {
        return URI.create("ws://" + host + ":" + port() + "/streaming");
    }

    /** Where its HTTP API is: {@code http://HOST:PORT}; endpoints are below {@code /api/}. */
    public URI origin() {
        return URI.create("http://" + host + ":" + port());
    }

    /** The token of one of its accounts. */
    public Secret token(String account) {
        return session.token(account);
    }

    /** Its journal so far, tokens masked. */
    public List<Line> journal() {
        return session.journal().transcript().lines();
    }

    /** What was found about the clients so far. */
    public List<Finding> findings() {
        return session.journal().findings();
    }

    /** The session itself, for the rooms of the mock. */
    public Session session() {
        return session;
    }

    /** Stops listening and cuts what is open. The journal can still be read. */
    @Override
    public void close() {
        listener.close();
        session.end();
        onClose.accept(this);
    }
}
