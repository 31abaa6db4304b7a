package misskey.mock.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * What waits to be sent on a connection. At most {@value #MOST_WAITING} characters wait; a client that reads slower
 * than that is cut off, so that it slows nobody else. Messages leave in their order and one at a time,
 * because Undertow queues without a bound and looks through its whole queue for each message. Any thread
 * may add; only the connection's I/O thread sends.
 */
final class OutboundQueue {
    private static final int MOST_WAITING = 16 << 20;
    /** Counted for each message besides its characters, so that empty ones are bounded too. */
    private static final int COST_OF_A_MESSAGE = 64;

    private final XnioIoThread thread;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int size;
    private boolean leaving;
    private boolean dropped;
    private boolean stalled;
    private int stalls;

    /** @param handing sends it, on the I/O thread, and runs what it is given once it is sent */
    private record Message(int size, Consumer<Runnable> handing) {}

    OutboundQueue(XnioIoThread thread) {
        this.thread = thread;
    }

    /**
     * Adds a message.
     *
     * @return says why, where too much waits already: the queue has dropped all of it and takes no more
     */
    Optional<String> add(int characters, Consumer<Runnable> handing) {
        synchronized (this) {
            if (dropped) {
                return Optional.empty();
            }
            Message message = new Message(characters + COST_OF_A_MESSAGE, handing);
            waiting.add(message);
            size += message.size;
            if (size <= MOST_WAITING) {
                begin();
                return Optional.empty();
            }
            drop();
        }
        return Optional.of("more than " + MOST_WAITING + " characters wait to be read; they are dropped");
    }

    /** Forgets what waits, and takes no more. */
    synchronized void drop() {
        dropped = true;
        waiting.clear();
    }

    /** Sends nothing until {@link #resume}; gives the number of this stall. */
    synchronized int stall() {
        stalled = true;
        return ++stalls;
    }

    /** Ends the stall of this number, unless there has been another. */
    synchronized void resume(int stall) {
        if (stall == stalls) {
            resume();
        }
    }

    /** Ends any stall. */
    synchronized void resume() {
        stalled = false;
        begin();
    }

    private synchronized void begin() {
        if (!leaving && !stalled) {
            leaving = true;
            OnItsThread.run(thread, this::leave);
        }
    }

    /** Sends until nothing waits, or until the peer must read first. */
    private void leave() {
        for (Message next = take(); next != null; next = take()) {
            Sending sending = new Sending(next.size);
            next.handing.accept(sending);
            if (!sending.done) {
                sending.goesOnAfterwards = true;
                return;
            }
        }
    }

    private synchronized @Nullable Message take() {
        Message next = stalled ? null : waiting.poll();
        leaving = next != null;
        return next;
    }

    private synchronized void release(int sent) {
        size -= sent;
    }

    /** One message on its way. Used by the I/O thread alone. */
    private final class Sending implements Runnable {
        private final int size;
        private boolean done;
        private boolean goesOnAfterwards;

        private Sending(int size) {
            this.size = size;
        }

        @Override
        public void run() {
            done = true;
            release(size);
            if (goesOnAfterwards) {
                OnItsThread.run(thread, OutboundQueue.this::leave);
            }
        }
    }
}
