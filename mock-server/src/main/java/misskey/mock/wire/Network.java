package misskey.mock.wire;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import misskey.mock.control.Control;
import misskey.mock.session.SessionFinder;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that all listeners of a mock server share. None of them keeps the process alive. Thread-safe. */
public final class Network implements AutoCloseable {
    private static final long SECONDS_TO_STOP = 5;
    /** How many requests to the control API may wait for something at once. */
    private static final int MOST_WAITING = 512;
    /** How many requests are acted on at once. */
    private static final int MOST_CALLS = 16;

    private final ServerSettings settings;
    private final XnioWorker worker;
    private final ExecutorService waiters =
            new ThreadPoolExecutor(0, MOST_WAITING, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Network::waiter);

    private final ThreadPoolExecutor calls = new ThreadPoolExecutor(
            MOST_CALLS, MOST_CALLS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Network::caller);

    private Network(ServerSettings settings, XnioWorker worker) {
        this.settings = settings;
        this.worker = worker;
        calls.allowCoreThreadTimeOut(true);
    }

    /** Starts the threads. */
    public static Network open(ServerSettings settings) {
        LibraryLog.quieten();
        try {
            return new Network(
                    settings,
                    Xnio.getInstance("nio", Network.class.getClassLoader())
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
     * Serves sessions on a port.
     *
     * @param port 0 takes a free one
     * @throws IOException where the address cannot be used; its message says why
     */
    public Listener listen(int port, SessionFinder sessions, Control control) throws IOException {
        return Listener.start(
                settings,
                port,
                connections -> new FrontDoor(
                        sessions,
                        connections,
                        new ControlHandler(control, waiters, calls, settings),
                        calls,
                        settings.patience()),
                worker);
    }

    private static Thread caller(Runnable work) {
        Thread thread = new Thread(work, "misskey-mock call");
        thread.setDaemon(true);
        return thread;
    }

    private static Thread waiter(Runnable work) {
        Thread thread = new Thread(null, work, "misskey-mock control", 1 << 18);
        thread.setDaemon(true);
        return thread;
    }

    /** Stops the threads and waits until they have; what is still open is cut. */
    @Override
    public void close() {
        waiters.shutdownNow();
        calls.shutdownNow();
        worker.shutdownNow();
        try {
            worker.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
