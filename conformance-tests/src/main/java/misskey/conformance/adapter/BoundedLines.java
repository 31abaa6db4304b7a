package misskey.conformance.adapter;

import java.io.BufferedInputStream;
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

    /** A line is longer than the limit. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;
    }

    BoundedLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /**
     * The next line without its end, {@code \n} or {@code \r\n}; empty after the last.
     *
     * @throws CharacterCodingException where it is no UTF-8; the next call goes on behind it
     */
    Optional<String> next() throws IOException, TooLong {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        while (octet >= 0 && octet != '\n') {
            if (line.size() == longest) {
                throw new TooLong();
            }
            line.write(octet);
            octet = in.read();
        }
        byte[] octets = line.toByteArray();
        int length = octets.length > 0 && octets[octets.length - 1] == '\r' ? octets.length - 1 : octets.length;
        return Optional.of(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets, 0, length))
                .toString());
    }
}
