package misskey.conformance.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a program's output, none longer than a limit. Used by one thread. */
final class BoundedLines {
    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[16 * 1024];
    private int next;
    private int end;

    /** A line is longer than the limit. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its end, {@code \n} or {@code \r\n}; empty after the last.
     *
     * @throws CharacterCodingException where it is no UTF-8; the next call goes on behind it
     */
    Optional<String> next() throws IOException, TooLong {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        if (next == end && !more()) {
            return Optional.empty();
        }
        while (!takeUntilLineEnd(line) && more()) {
            if (line.size() > longest) {
                throw new TooLong();
            }
        }
        byte[] octets = line.toByteArray();
        int length = octets.length > 0 && octets[octets.length - 1] == '\r' ? octets.length - 1 : octets.length;
        return Optional.of(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets, 0, length))
                .toString());
    }

    /** Moves what is there of this line; whether its end was among it. */
    private boolean takeUntilLineEnd(ByteArrayOutputStream line) {
        int from = next;
        while (next < end && chunk[next] != '\n') {
            next++;
        }
        line.write(chunk, from, next - from);
        boolean ended = next < end;
        next += ended ? 1 : 0;
        return ended;
    }

    private boolean more() throws IOException {
        next = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }
}
