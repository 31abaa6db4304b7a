package misskey.conformance.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP answer.
 *
 * @param headers by name in lower case; repeated ones joined by commas
 */
record HttpAnswer(int status, Map<String, String> headers) {
    private static final int LIMIT = 64 * 1024;
    private static final int SHOWN = 60;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/\\d\\.\\d (\\d{3})(?: .*)?");

    /**
     * Reads up to the empty line and not one octet further. Throws {@link java.io.EOFException} with what
     * the peer did, or {@link ProtocolException} with what it sent instead.
     */
    static HttpAnswer read(InputStream in) throws IOException {
        HttpLines lines = new HttpLines(in, LIMIT);
        String first = lines.next();
        Matcher statusLine = STATUS_LINE.matcher(first);
        if (!statusLine.matches()) {
            throw new ProtocolException("with something that is not HTTP (\"" + excerpt(first) + "\")");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("with a header line that has no name (\"" + excerpt(line) + "\")");
            }
            String value = HttpLines.utf8(line.substring(colon + 1).strip());
            headers.merge(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        return new HttpAnswer(Integer.parseInt(statusLine.group(1)), Collections.unmodifiableMap(headers));
    }

    /** The value of a header; empty where it is missing. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the real answer is still to come. */
    boolean interim() {
        return status < 200 && status != 101;
    }

    private static String excerpt(String line) {
        String shown = line.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
    }
}
