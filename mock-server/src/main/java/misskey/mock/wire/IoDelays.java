package misskey.mock.wire;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import misskey.mock.fault.Delays;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Delays on the I/O thread of a connection, forgotten when it ends. Thread-safe. */
final class IoDelays implements Delays {
    private final XnioIoThread thread;
    private final Set<Waiting> waiting = new HashSet<>();
    private boolean over;

    IoDelays(XnioIoThread thread) {
        this.thread = thread;
    }

    @Override
    public synchronized void after(Duration time, Runnable work) {
        if (over) {
            return;
        }
        Waiting later = new Waiting(work);
        try {
            later.key = thread.executeAfter(later, time.toNanos(), TimeUnit.NANOSECONDS);
            waiting.add(later);
        } catch (RejectedExecutionException stopped) {
            over = true; // the threads have stopped and every connection with them
        }
    }

    /** Forgets what waits, and from now on whatever comes. */
    synchronized void end() {
        over = true;
        waiting.forEach(Waiting::forget);
        waiting.clear();
    }

    private synchronized boolean isWanted(Waiting later) {
        return waiting.remove(later);
    }

    private final class Waiting implements Runnable {
        private final Runnable work;
        private XnioExecutor.@Nullable Key key;

        Waiting(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (isWanted(this)) {
                work.run();
            }
        }

        private void forget() {
            if (key != null) {
                key.remove();
            }
        }
    }
}
