package misskey.conformance.wire;

import java.net.IDN;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * What to ask a server for when opening a WebSocket. Immutable.
 *
 * @param uri where to: {@code ws} and {@code wss}, or {@code http} and {@code https} for the same; its
 *     query is sent as it stands, its fragment is not sent
 * @param headers more headers, sent in this order; one that the client writes itself ({@code Host},
 *     {@code Sec-WebSocket-Key}, …) takes its place, and with an empty value leaves it out
 * @param subprotocols what to offer, the preferred one first
 * @param tls whom to trust on an encrypted connection; none for whom the JVM trusts
 */
public record WireRequest(URI uri, Map<String, String> headers, List<String> subprotocols, Optional<SSLContext> tls) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]+]|[^:@\\[\\]]+)(?::(\\d{1,5})?)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[^\\r\\n\\x00]*");

    /** Throws {@link IllegalArgumentException} for a URI that names no server, or a header that would break the request. */
    public WireRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        subprotocols = List.copyOf(subprotocols);
        String scheme = scheme(uri);
        if (!List.of("ws", "wss", "http", "https").contains(scheme)) {
            throw new IllegalArgumentException("expected a ws, wss, http or https URI, found the scheme \"" + scheme
                    + "\"; write ws://HOST:PORT/PATH");
        }
        int port = port(uri);
        host(uri);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("there is no port " + port + "; write 1 to 65535");
        }
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("the header \"" + name.strip() + "\" cannot be sent: a name is one"
                        + " word, and neither part may break the line");
            }
        });
        subprotocols.forEach(name -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name.strip() + "\" cannot be the name of a subprotocol");
            }
        });
    }

    /** A plain request: no headers of its own, no subprotocols, the JVM's trust. */
    public static WireRequest to(URI uri) {
        return new WireRequest(uri, Map.of(), List.of(), Optional.empty());
    }

    /** Whether TLS lies between. */
    boolean encrypted() {
        return scheme(uri).equals("wss") || scheme(uri).equals("https");
    }

    /** The host to resolve: a name in ASCII, or an address without brackets. */
    String host() {
        return host(uri);
    }

    /** The port, written or by default. */
    int port() {
        return port(uri);
    }

    /** What the {@code Host} header says: the port only where it is not the scheme's own. */
    String hostHeader() {
        return port() == defaultPort(uri) ? bracketedHost() : address();
    }

    /** Host and port, for people. */
    String address() {
        return bracketedHost() + ":" + port();
    }

    /** The path and the query, as the request line has them. */
    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Where to, without query and headers: tokens are carried in both. */
    @Override
    public String toString() {
        return (encrypted() ? "wss://" : "ws://") + address() + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    private String bracketedHost() {
        return host().contains(":") ? "[" + host() + "]" : host();
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static int defaultPort(URI uri) {
        return List.of("wss", "https").contains(scheme(uri)) ? 443 : 80;
    }

    private static String host(URI uri) {
        String written = authority(uri).group(1);
        return written.startsWith("[") ? written.substring(1, written.length() - 1) : IDN.toASCII(written);
    }

    private static int port(URI uri) {
        String written = authority(uri).group(2);
        return written == null ? defaultPort(uri) : Integer.parseInt(written);
    }

    /** Read here because {@link URI#getHost()} knows neither underscores nor letters beyond ASCII. */
    private static Matcher authority(URI uri) {
        Matcher matcher = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the URI names no server; write ws://HOST:PORT/PATH, without a user");
        }
        return matcher;
    }
}
