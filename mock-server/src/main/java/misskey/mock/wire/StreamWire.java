package misskey.mock.wire;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.fault.RawFrame;
import misskey.mock.stream.Message;
import misskey.mock.stream.Wire;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** A connection's way out: messages through Undertow, and past it what Undertow would not send. Any thread may call. */
final class StreamWire implements Wire {
    private static final int NO_CODE = -1;
    private static final int CLOSE_WITHOUT_CODE = 1005;

    private final WebSocketChannel channel;
    private final OutboundQueue queue;
    private final IoDelays delays;
    private final RawOctets raw;
    private volatile Duration drip = Duration.ZERO;
    private volatile boolean pongs = true;
    private volatile boolean over;
    private volatile int closeCode = NO_CODE;
    private volatile String closeReason = "";

    /** Sends a frame with Undertow. */
    private interface Sending {
        void send(ByteBuffer payload, WebSocketChannel channel, WebSocketCallback<Void> sent, @Nullable Void nothing);
    }

    StreamWire(WebSocketChannel channel, StreamConnection connection) {
        this.channel = channel;
        this.queue = new OutboundQueue(channel.getIoThread());
        this.delays = new IoDelays(channel.getIoThread());
        this.raw = new RawOctets(connection, delays);
    }

    @Override
    public Optional<String> text(Message message) {
        return add(message.length(), done -> frame(RawFrame.TEXT, message.octets(), WebSockets::sendText, done));
    }

    @Override
    public Optional<String> binary(byte[] octets) {
        return add(octets.length, done -> frame(RawFrame.BINARY, octets, WebSockets::sendBinary, done));
    }

    @Override
    public void ping(String data) {
        byte[] payload = data.getBytes(StandardCharsets.UTF_8);
        add(payload.length, done -> frame(RawFrame.PING, payload, WebSockets::sendPing, done));
    }

    @Override
    public void pong(String data) {
        pong(data.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers a ping, after what waits already. */
    void pong(byte[] payload) {
        add(payload.length, done -> frame(RawFrame.PONG, payload, WebSockets::sendPong, done));
    }

    @Override
    public Optional<String> octets(int octets, Iterator<ByteBuffer> parts) {
        return add(octets, done -> write(parts, done));
    }

    /** Adds what makes no sense any more once either side has closed. What waits when the peer closes still goes out, before the answer to that. */
    private Optional<String> add(int size, Consumer<Runnable> handing) {
        if (channel.isCloseFrameReceived()) {
            return Optional.empty();
        }
        Optional<String> cutOff = queue.add(size, done -> {
            if (over || channel.isCloseFrameSent()) {
                done.run();
            } else {
                handing.accept(done);
            }
        });
        if (cutOff.isPresent()) {
            cut();
        }
        return cutOff;
    }

    private void frame(int opcode, byte[] payload, Sending undertow, Runnable done) {
        if (drip.isZero()) {
            undertow.send(ByteBuffer.wrap(payload), channel, new Sent(done), null);
        } else {
            write(RawFrame.once(RawFrame.of(opcode, true, payload)), done);
        }
    }

    private void write(Iterator<ByteBuffer> octets, Runnable done) {
        if (drip.isZero()) {
            raw.write(octets, done);
        } else {
            raw.drip(octets, drip, done);
        }
    }

    /** Sends a close frame, after what waits already; -1 sends one without a code. */
    @Override
    public void close(int code, String reason) {
        queue.add(reason.length(), done -> {
            if (over || channel.isCloseFrameSent()) {
                done.run();
            } else if (!drip.isZero()) {
                closePastUndertow(code, reason, done);
            } else if (code == NO_CODE) {
                noteClose(code, reason);
                sendBareClose();
                done.run();
            } else {
                noteClose(code, reason);
                WebSockets.sendClose(code, reason, channel, new Sent(done), null);
            }
        });
    }

    @Override
    public void illegalClose(int code, String reason) {
        add(reason.length(), done -> closePastUndertow(code, reason, done));
    }

    private void closePastUndertow(int code, String reason, Runnable done) {
        noteClose(code, reason);
        write(RawFrame.once(RawFrame.close(code, reason)), () -> {
            over = true;
            raw.end();
            done.run();
        });
    }

    private void noteClose(int code, String reason) {
        closeReason = reason;
        closeCode = code == NO_CODE ? CLOSE_WITHOUT_CODE : code;
    }

    private void sendBareClose() {
        try {
            channel.sendClose();
        } catch (IOException gone) {
            IoUtils.safeClose(channel);
        }
    }

    @Override
    public void end() {
        add(0, done -> {
            over = true;
            raw.end();
            done.run();
        });
    }

    @Override
    public void reset() {
        stop(raw::reset);
    }

    @Override
    public void halfOpen() {
        stop(raw::freeze);
    }

    @Override
    public void cut() {
        stop(() -> IoUtils.safeClose(channel));
    }

    /** Nothing more is sent; the rest is done on the I/O thread. */
    private void stop(Runnable rest) {
        over = true;
        queue.drop();
        OnItsThread.run(channel.getIoThread(), rest);
    }

    @Override
    public void noPong() {
        pongs = false;
    }

    @Override
    public void stall(Optional<Duration> time) {
        int stall = queue.stall();
        time.ifPresent(some -> delays.after(some, () -> queue.resume(stall)));
    }

    @Override
    public void drip(Duration every) {
        drip = every;
    }

    @Override
    public void straight() {
        pongs = true;
        drip = Duration.ZERO;
        queue.resume();
    }

    @Override
    public void after(Duration time, Runnable work) {
        delays.after(time, work);
    }

    /** Whether pings are answered. */
    boolean pongs() {
        return pongs;
    }

    /** Whether a fault has ended what is sent, so that not even a close is answered. */
    boolean isOver() {
        return over;
    }

    /** The connection has ended; what waits will never be done. */
    void ended() {
        delays.end();
    }

    /** The code of the close frame that was sent, 1005 where it had none; empty where none was sent. */
    Optional<Integer> closeCode() {
        return closeCode == NO_CODE ? Optional.empty() : Optional.of(closeCode);
    }

    /** The reason in the close frame that was sent. */
    String closeReason() {
        return closeReason;
    }

    /** Undertow's word that a frame is sent. */
    private final class Sent implements WebSocketCallback<Void> {
        private final Runnable done;

        private Sent(Runnable done) {
            this.done = done;
        }

        @Override
        public void complete(WebSocketChannel to, @Nullable Void nothing) {
            done.run();
        }

        @Override
        public void onError(WebSocketChannel to, @Nullable Void nothing, Throwable failed) {
            cut(); // the peer is gone; the close task notes it
        }
    }
}
