package misskey.mock.wire;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import misskey.mock.session.Session;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that all listeners of a mock server share. None of them keeps the process alive. Thread-safe. */
public final class Network implements AutoCloseable {
    private static final long SECONDS_TO_STOP = 5;

    private final XnioWorker worker;

    private Network(XnioWorker worker) {
        this.worker = worker;
    }

    /** Starts the threads. */
    public static Network open() {
        LibraryLog.quieten();
        try {
            return new Network(Xnio.getInstance("nio", Network.class.getClassLoader())
                    .createWorker(OptionMap.builder()
                            .set(Options.WORKER_NAME, "misskey-mock")
                            .set(Options.WORKER_IO_THREADS, 2)
                            .set(Options.WORKER_TASK_CORE_THREADS, 4)
                            .set(Options.WORKER_TASK_MAX_THREADS, 16)
                            .set(Options.TCP_NODELAY, true)
                            .set(Options.THREAD_DAEMON, true)
                            .getMap()));
        } catch (IOException impossible) {
            throw new IllegalStateException("the I/O worker could not be made", impossible);
        }
    }

    /**
     * Serves a session on a port.
     *
     * @param port 0 takes a free one
     * @throws IOException where the address cannot be used; its message says why
     */
    public Listener listen(String host, int port, Session session) throws IOException {
        return Listener.start(host, port, session, worker);
    }

    /** Stops the threads and waits until they have; what is still open is cut. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
