package misskey.mock.wire;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import misskey.mock.stream.Message;
import misskey.mock.stream.Wire;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * A connection's way out. At most {@value #MOST_WAITING} characters wait; a client that reads slower
 * than that is cut off, so that it slows nobody else. Messages leave in their order and one at a time,
 * because Undertow queues without a bound and looks through its whole queue for each message. Any thread
 * may add; only the connection's I/O thread sends.
 */
final class OutboundQueue implements Wire {
    private static final int MOST_WAITING = 16 << 20;
    /** Counted for each message besides its characters, so that empty ones are bounded too. */
    private static final int COST_OF_A_MESSAGE = 64;

    private final WebSocketChannel channel;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int size;
    private boolean leaving;
    private boolean cut;
    private volatile int closeCode = -1;
    private volatile String closeReason = "";

    /** How a message is handed to Undertow, on the I/O thread. */
    private interface Handing {
        void send(Sending callback);
    }

    private record Waiting(int size, boolean closes, Handing handing) {}

    OutboundQueue(WebSocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public Optional<String> text(Message message) {
        return add(
                message.length(),
                false,
                sent -> WebSockets.sendText(ByteBuffer.wrap(message.octets()), channel, sent, null));
    }

    @Override
    public Optional<String> binary(byte[] octets) {
        return add(octets.length, false, sent -> WebSockets.sendBinary(ByteBuffer.wrap(octets), channel, sent, null));
    }

    @Override
    public void ping() {
        add(0, false, sent -> WebSockets.sendPing(ByteBuffer.allocate(0), channel, sent, null));
    }

    /** Answers a ping, after what waits already. */
    void pong(byte[] payload) {
        add(payload.length, false, sent -> WebSockets.sendPong(ByteBuffer.wrap(payload), channel, sent, null));
    }

    /** Sends a close frame, after what waits already; -1 sends one without a code. */
    @Override
    public void close(int code, String reason) {
        add(reason.length(), true, sent -> {
            closeReason = reason;
            closeCode = code == -1 ? 1005 : code;
            if (code == -1) {
                sendBareClose();
                sent.complete(channel, null);
            } else {
                WebSockets.sendClose(code, reason, channel, sent, null);
            }
        });
    }

    @Override
    public void cut() {
        synchronized (this) {
            cut = true;
            waiting.clear();
        }
        OnItsThread.run(channel.getIoThread(), () -> IoUtils.safeClose(channel));
    }

    /** The code of the close frame that was sent, 1005 where it had none; empty where none was sent. */
    Optional<Integer> closeCode() {
        return closeCode == -1 ? Optional.empty() : Optional.of(closeCode);
    }

    /** The reason in the close frame that was sent. */
    String closeReason() {
        return closeReason;
    }

    private Optional<String> add(int characters, boolean closes, Handing handing) {
        synchronized (this) {
            if (cut) {
                return Optional.empty();
            }
            Waiting message = new Waiting(characters + COST_OF_A_MESSAGE, closes, handing);
            waiting.add(message);
            size += message.size;
            if (size <= MOST_WAITING) {
                if (!leaving) {
                    leaving = true;
                    OnItsThread.run(channel.getIoThread(), this::leave);
                }
                return Optional.empty();
            }
        }
        cut();
        return Optional.of("more than " + MOST_WAITING + " characters wait to be read; they are dropped");
    }

    /** Sends until nothing waits, or until the peer must read first. */
    private void leave() {
        for (Waiting next = take(); next != null; next = take()) {
            boolean tooLate = channel.isCloseFrameSent() || (channel.isCloseFrameReceived() && !next.closes);
            Sending sending = new Sending(next.size);
            if (tooLate) {
                sending.complete(channel, null);
            } else {
                next.handing.send(sending);
            }
            if (!sending.done) {
                sending.goesOnAfterwards = true;
                return;
            }
        }
    }

    private synchronized @Nullable Waiting take() {
        Waiting next = waiting.poll();
        leaving = next != null;
        return next;
    }

    private synchronized void release(int sent) {
        size -= sent;
    }

    private void sendBareClose() {
        try {
            channel.sendClose();
        } catch (IOException gone) {
            IoUtils.safeClose(channel);
        }
    }

    /** One message on its way through Undertow. Used by the I/O thread alone. */
    private final class Sending implements WebSocketCallback<Void> {
        private final int size;
        private boolean done;
        private boolean goesOnAfterwards;

        private Sending(int size) {
            this.size = size;
        }

        @Override
        public void complete(WebSocketChannel to, @Nullable Void nothing) {
            done = true;
            release(size);
            if (goesOnAfterwards) {
                OnItsThread.run(channel.getIoThread(), OutboundQueue.this::leave);
            }
        }

        @Override
        public void onError(WebSocketChannel to, @Nullable Void nothing, Throwable failed) {
            done = true;
            cut(); // the peer is gone; the close task notes it
        }
    }
}
