package misskey.mock.wire;

import java.io.IOException;
import misskey.mock.session.Session;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that all ports of one mock share. Thread-safe. */
public final class Listeners implements AutoCloseable {
    private final XnioWorker worker;

    /** Starts the threads; no port is open yet. */
    public Listeners() {
        try {
            worker = Xnio.getInstance("nio", Listeners.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "misskey-mock")
                            .set(Options.WORKER_IO_THREADS, 2)
                            .set(Options.WORKER_TASK_CORE_THREADS, 4)
                            .set(Options.WORKER_TASK_MAX_THREADS, 16)
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap());
        } catch (IOException impossible) {
            throw new IllegalStateException("the I/O threads could not be made", impossible);
        }
    }

    /**
     * Listens for one session.
     *
     * @param port 0 takes a free one
     * @throws IOException where the address cannot be used; its message says why
     */
    public Listener listen(String host, int port, Session session) throws IOException {
        return Listener.start(host, port, session, worker);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
