package misskey.mock.wire;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import misskey.mock.stream.JsonOctets;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Ends an exchange with a JSON body. */
final class JsonAnswer {
    private JsonAnswer() {}

    static void send(HttpServerExchange exchange, int status, JsonNode body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
        exchange.getResponseSender().send(ByteBuffer.wrap(JsonOctets.of(Json.write(body))));
    }
}
