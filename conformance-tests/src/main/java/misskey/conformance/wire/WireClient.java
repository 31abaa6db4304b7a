package misskey.conformance.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open WebSocket, seen from the client and close to the wire: fragments, control frames and close
 * codes are heard as they come and sent as asked for, legal or not. No extensions are spoken.
 *
 * <p>Any thread may call any method. A send waits while the server does not read; {@link #close()} ends
 * that too. Once the connection is gone, sends throw {@link WireException}.
 */
public final class WireClient implements AutoCloseable {
    /** The largest message that is received, in octets. */
    static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    private final Socket tcp;
    private final TimedInput in;
    private final FrameWriter out;
    private final String name;
    private final int largestMessage;
    private final boolean lenient;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean answersPings = true;

    /** Takes over both sockets: {@code tcp}, and what {@code in} and {@code out} lead through it. */
    WireClient(Socket tcp, TimedInput in, FrameWriter out, String name, int largestMessage, boolean lenient) {
        this.tcp = tcp;
        this.in = in;
        this.out = out;
        this.name = name;
        this.largestMessage = largestMessage;
        this.lenient = lenient;
    }

    /**
     * Asks a server for a WebSocket.
     *
     * @param timeout for everything up to the end of the answer, but for looking up the host's name
     * @return what came of it; no answer and no server are results too
     */
    public static Handshake dial(WireRequest request, Duration timeout) {
        return dial(request, timeout, LARGEST_MESSAGE);
    }

    /**
     * As {@link #dial(WireRequest, Duration)}.
     *
     * @param largestMessage what is received at most, in octets; a larger message fails the connection with 1009
     */
    public static Handshake dial(WireRequest request, Duration timeout, int largestMessage) {
        return Opening.dial(request, timeout, largestMessage, false);
    }

    /**
     * As {@link #dial(WireRequest, Duration)}, for clients that are broken on purpose: any 101 is taken, and any frame,
     * masked, of a reserved opcode or however large; the listener hears of nothing illegal.
     */
    public static Handshake dialLeniently(WireRequest request, Duration timeout) {
        return Opening.dial(request, timeout, LARGEST_MESSAGE, true);
    }

    /** Begins to read, on a thread of its own; once. What came since the handshake is read first. */
    public void start(WireListener listener) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("this client was started before; a connection has one listener");
        }
        Reception reception = new Reception(in, out, listener, () -> answersPings, largestMessage, lenient);
        Thread reader = new Thread(() -> readAll(reception), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(Reception reception) {
        try {
            reception.read();
        } finally {
            close();
            try {
                reception.tellClosed();
            } finally {
                over.countDown();
            }
        }
    }

    /** Whether a ping is answered with a pong by itself, which it is unless told otherwise. */
    public void answerPings(boolean answer) {
        answersPings = answer;
    }

    /**
     * Sends a text message.
     *
     * @param fragmentSizes in octets of UTF-8, which may part a character; what is left makes one more
     *     fragment. Without any the message is one frame
     */
    public void sendText(String text, int... fragmentSizes) throws IOException {
        out.message(Opcode.TEXT, utf8(text), fragmentSizes);
    }

    /** Sends a binary message in one frame. */
    public void sendBinary(byte[] data) throws IOException {
        out.message(Opcode.BINARY, data);
    }

    /** Sends a ping; more than 125 octets are illegal, and are sent. */
    public void sendPing(byte[] data) throws IOException {
        out.frame(true, Opcode.PING, data, true);
    }

    /** Sends a pong, asked for or not. */
    public void sendPong(byte[] data) throws IOException {
        out.frame(true, Opcode.PONG, data, true);
    }

    /** Sends a close frame with any code from 0 to 65535; the server is then expected to answer and to close. */
    public void sendClose(int code, String reason) throws IOException {
        if (code < 0 || code > 65_535) {
            throw new IllegalArgumentException("a close code has 16 bits, and " + code + " does not fit");
        }
        out.frame(true, Opcode.CLOSE, ClosePayload.of(code, reason), true);
    }

    /** Sends a close frame without a code. */
    public void sendClose() throws IOException {
        out.frame(true, Opcode.CLOSE, new byte[0], true);
    }

    /** Sends one frame as described, legal or not. */
    public void sendFrame(boolean fin, int opcode, byte[] payload, boolean masked) throws IOException {
        if (opcode < 0 || opcode > 15) {
            throw new IllegalArgumentException("an opcode has 4 bits, and " + opcode + " does not fit");
        }
        out.frame(fin, opcode, payload, masked);
    }

    /** Sends octets that need not be a frame at all. */
    public void sendRaw(byte[] octets) throws IOException {
        out.octets(octets);
    }

    /** Closes TCP at once, without a closing handshake; the listener hears of it. Does nothing the second time. */
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException closed) {
            // The socket is given back to the system all the same.
        }
        if (!started.get()) {
            over.countDown();
        }
    }

    /** Closes TCP with a reset, as a crashed machine's network would. */
    public void reset() {
        try {
            tcp.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Too late for a reset; nothing is left to be done.
        }
        close();
    }

    /** Waits until the listener has been told that the connection is over; false if it was not in time, or at an interrupt. */
    public boolean awaitClosed(Duration timeout) {
        try {
            return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return octets;
        } catch (CharacterCodingException unpaired) {
            throw new IllegalArgumentException(
                    "the text has half a surrogate pair, which UTF-8 cannot carry; send its octets with sendFrame",
                    unpaired);
        }
    }
}
