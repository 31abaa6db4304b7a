package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Path and query of a handshake as the journal notes them: what stands where a token stands is masked, however it is encoded. */
final class RequestUrl {
    private RequestUrl() {}

    /**
     * The URL without its tokens.
     *
     * @param mask makes what is written in place of a token
     */
    static String masked(HttpServerExchange exchange, UnaryOperator<String> mask) {
        String query = exchange.getQueryString();
        if (query.isEmpty()) {
            return exchange.getRequestURI();
        }
        return exchange.getRequestURI()
                + Arrays.stream(query.split("&", -1))
                        .map(pair -> masked(pair, mask))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String masked(String pair, UnaryOperator<String> mask) {
        int equals = pair.indexOf('=');
        return equals > 0 && decoded(pair.substring(0, equals)).equals("i")
                ? "i=" + mask.apply(decoded(pair.substring(equals + 1)))
                : pair;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
