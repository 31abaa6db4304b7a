package misskey.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The beginning of the body of a refusal: what a server says about why. */
final class RefusalBody {
    private static final int LIMIT = 64 * 1024;
    private static final int CHUNK_LINE = 1024;

    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private RefusalBody(InputStream in) {
        this.in = in;
    }

    /** Reads as HTTP delimits it, up to 64 KiB; a body that breaks off, or comes too slowly, is what came of it. */
    static String read(HttpAnswer answer, InputStream in) {
        RefusalBody refusal = new RefusalBody(in);
        try {
            if (answer.header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
                refusal.readChunks();
            } else if (answer.status() != 204 && answer.status() != 304) {
                refusal.read(length(answer));
            }
        } catch (IOException | NumberFormatException cut) {
            // A refusal is one whatever its body is.
        }
        return refusal.body.toString(StandardCharsets.UTF_8);
    }

    private static long length(HttpAnswer answer) {
        String length = answer.header("content-length");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : LIMIT;
    }

    private void readChunks() throws IOException {
        long size = chunkSize();
        while (size > 0 && body.size() < LIMIT) {
            read(size);
            new HttpLines(in, CHUNK_LINE).next();
            size = chunkSize();
        }
    }

    private long chunkSize() throws IOException {
        String line = new HttpLines(in, CHUNK_LINE).next();
        return Long.parseLong(line.split(";", 2)[0].strip(), 16);
    }

    private void read(long length) throws IOException {
        byte[] part = new byte[4096];
        long left = Math.min(length, LIMIT - body.size());
        while (left > 0) {
            int count = in.read(part, 0, (int) Math.min(left, part.length));
            if (count == -1) {
                return;
            }
            body.write(part, 0, count);
            left -= count;
        }
    }
}
