package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** Lets the pages of any site use the HTTP API from a browser. Streams need nothing for that, and control is not for them. */
final class Cors {
    private static final HttpString ALLOW_ORIGIN = HttpString.tryFromString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = HttpString.tryFromString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = HttpString.tryFromString("Access-Control-Allow-Headers");
    private static final HttpString MAX_AGE = HttpString.tryFromString("Access-Control-Max-Age");
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";

    private Cors() {}

    /** Lets the page that asks read the answer, whatever it will be. */
    static void allow(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(ALLOW_ORIGIN, "*");
    }

    /** Whether a browser asks if a page may make a request. */
    static boolean isPreflight(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.OPTIONS)
                && exchange.getRequestHeaders().contains(REQUEST_METHOD);
    }

    /** It may, for an hour. The star leaves out {@code Authorization}, as the Fetch standard has it. */
    static void answerPreflight(HttpServerExchange exchange) {
        allow(exchange);
        exchange.getResponseHeaders()
                .put(ALLOW_METHODS, "POST")
                .put(ALLOW_HEADERS, "*, Authorization")
                .put(MAX_AGE, 3600);
        exchange.setStatusCode(204).endExchange();
    }
}
