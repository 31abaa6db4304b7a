package misskey.conformance.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads the lines of an HTTP head, up to a limit of octets for all of them. */
final class HttpLines {
    private final InputStream in;
    private final int limit;
    private int read;
    private boolean begun;

    HttpLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** The next line without its end. The first one need not have an end: what came can still be shown. */
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        if (octet == -1) {
            throw new EOFException(begun ? "broke off its answer" : "closed the connection without an answer");
        }
        while (octet != '\n' && octet != -1) {
            read++;
            if (read > limit) {
                throw new ProtocolException("with more than " + limit + " octets of headers");
            }
            line.append((char) octet);
            octet = in.read();
        }
        if (octet == -1 && begun) {
            throw new EOFException("broke off its answer");
        }
        begun = true;
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** A value of these lines with its octets read as UTF-8, as servers write them. */
    static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
