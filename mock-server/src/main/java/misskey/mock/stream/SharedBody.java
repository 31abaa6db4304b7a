package misskey.mock.stream;

import java.util.function.UnaryOperator;
import misskey.protocol.Json;
import misskey.protocol.JsonOctets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON of a body that goes to many connections: written, encoded and masked once. Its octets may be asked for by any
 * thread, all else under the session's lock.
 */
final class SharedBody {
    static final SharedBody NONE = new SharedBody("");

    private final String json;
    private volatile byte @Nullable [] octets;
    private @Nullable String masked;

    private SharedBody(String json) {
        this.json = json;
    }

    static SharedBody of(JsonNode body) {
        return new SharedBody(Json.write(body));
    }

    String json() {
        return json;
    }

    byte[] octets() {
        byte[] known = octets;
        if (known == null) {
            known = JsonOctets.of(json);
            octets = known;
        }
        return known;
    }

    /** What the journal shows of it; the mask is the same at every call. */
    String masked(UnaryOperator<String> mask) {
        String known = masked;
        if (known == null) {
            known = mask.apply(json);
            masked = known;
        }
        return known;
    }
}
