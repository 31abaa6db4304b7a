package misskey.mock.wire;

import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/**
 * Does something to a connection on the I/O thread that it belongs to. Undertow holds a connection's
 * lock while it tells us of its end, and a session holds its own lock while it sends: were both done on
 * any thread, each could wait for the other for ever.
 */
final class OnItsThread {
    private OnItsThread() {}

    static void run(XnioIoThread thread, Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException stopped) {
            // The threads have stopped and every connection with them: there is nothing left to do it to.
        }
    }
}
