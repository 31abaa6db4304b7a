package misskey.conformance.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Secret;

/**
 * A handshake that differs from the usual one. Immutable; each {@code with…} gives a changed copy.
 *
 * @param path the path; empty for that of the stream
 * @param query what stands in the query, in order, each as it is sent
 * @param headers more headers, or others; an empty value leaves one out that is usual
 */
public record Asked(Optional<String> path, List<String> query, Map<String, String> headers, List<String> offered) {
    /** The usual handshake, of nobody. */
    public static Asked plainly() {
        return new Asked(Optional.empty(), List.of(), Map.of(), List.of());
    }

    /** A GET that asks for no upgrade. */
    public static Asked withoutUpgrade() {
        return plainly()
                .withHeader("Upgrade", "")
                .withHeader("Connection", "close")
                .withHeader("Sec-WebSocket-Key", "")
                .withHeader("Sec-WebSocket-Version", "");
    }

    public Asked withPath(String changed) {
        return new Asked(Optional.of(changed), query, headers, offered);
    }

    /** With this token in the query, after what is there already. */
    public Asked withToken(Secret token) {
        return withQuery("i", token.reveal());
    }

    /** With this in the query, after what is there already. */
    public Asked withQuery(String name, String value) {
        List<String> all = new ArrayList<>(query);
        all.add(StreamUrls.parameter(name, value));
        return new Asked(path, List.copyOf(all), headers, offered);
    }

    public Asked withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Asked(path, query, all, offered);
    }

    /** Offering this subprotocol. */
    public Asked offering(String... subprotocols) {
        return new Asked(path, query, headers, List.of(subprotocols));
    }

    /** What is asked of the server at this URL. */
    WireRequest of(URI stream) {
        String to = path.map(other -> stream.resolve(other).toString()).orElse(stream.toString());
        URI url = URI.create(query.isEmpty() ? to : to + "?" + String.join("&", query));
        return new WireRequest(url, headers, offered, Optional.empty());
    }
}
