package misskey.mock.wire;

import io.undertow.server.ServerConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xnio.IoUtils;

/** The connections of one listener, HTTP and WebSocket alike, to be cut when it closes. Thread-safe. */
final class OpenConnections {
    private static final long NANOS_TO_END = 2_000_000_000L;

    private final Set<ServerConnection> open = new HashSet<>();
    private final int most;
    private boolean closing;

    /** @param most how many there may be */
    OpenConnections(int most) {
        this.most = most;
    }

    /** What becomes of a connection that makes a request. */
    enum Welcome {
        TAKEN,
        /** There are as many as there may be; it is not counted. */
        TOO_MANY,
        /** The listener closes; it has been cut. */
        TOO_LATE
    }

    /** Takes note of a connection that makes a request. */
    synchronized Welcome welcome(ServerConnection connection) {
        if (closing) {
            cut(connection);
            return Welcome.TOO_LATE;
        }
        if (!open.contains(connection)) {
            if (open.size() >= most) {
                return Welcome.TOO_MANY;
            }
            open.add(connection);
            connection.addCloseListener(this::ended);
        }
        return Welcome.TAKEN;
    }

    /** Cuts what is open, and from now on whatever comes; waits until what was open has ended. */
    void cut() {
        List<ServerConnection> last;
        synchronized (this) {
            closing = true;
            last = List.copyOf(open);
        }
        last.forEach(OpenConnections::cut);
        awaitNone(System.nanoTime() + NANOS_TO_END);
    }

    private synchronized void ended(ServerConnection connection) {
        open.remove(connection);
        notifyAll();
    }

    private synchronized void awaitNone(long deadline) {
        try {
            for (long left = deadline - System.nanoTime();
                    !open.isEmpty() && left > 0;
                    left = deadline - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the connection's own thread, as everything that is done to a connection. */
    private static void cut(ServerConnection connection) {
        OnItsThread.run(connection.getIoThread(), () -> IoUtils.safeClose(connection));
    }
}
