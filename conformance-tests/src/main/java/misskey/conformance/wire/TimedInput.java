package misskey.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection's octets, buffered, under a deadline that can be set and lifted. The same object serves
 * the handshake and the frames, so that frames in the segment of the handshake are not lost. For one
 * thread at a time.
 */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int from;
    private int to;
    private @Nullable Deadline deadline;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** From now on reads end with this deadline, in a {@link java.net.SocketTimeoutException}. */
    void giveUpAt(Deadline end) {
        deadline = end;
    }

    /** From now on reads wait as long as it takes. */
    void waitForever() {
        deadline = null;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[from++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        socket.setSoTimeout(deadline == null ? 0 : deadline.millisLeft());
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
