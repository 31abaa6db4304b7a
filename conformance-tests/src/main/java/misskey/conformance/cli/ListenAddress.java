package misskey.conformance.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to wait for a client.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 */
record ListenAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<host>\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+):)?(?<port>\\d{1,5})");
    private static final int HIGHEST = 65_535;

    /** Reads {@code 3000}, {@code 127.0.0.1:3000} or {@code [::1]:3000}. */
    static ListenAddress parse(String text) throws CannotRun {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > HIGHEST) {
            throw CannotRun.usage("--listen is PORT or HOST:PORT, e.g. 3000, 127.0.0.1:3000 or [::1]:0; found " + text);
        }
        String host = parts.group("host");
        return new ListenAddress(
                host == null ? "127.0.0.1" : host.replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group("port")));
    }
}
