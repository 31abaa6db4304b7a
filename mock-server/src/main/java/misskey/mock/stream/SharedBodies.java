package misskey.mock.stream;

import java.util.IdentityHashMap;
import tools.jackson.databind.JsonNode;

/** The bodies of frames that tell many connections of one thing. A body is known by identity: nobody may write into it. */
public final class SharedBodies {
    private final IdentityHashMap<JsonNode, SharedBody> written = new IdentityHashMap<>(4);

    SharedBody of(JsonNode body) {
        return written.computeIfAbsent(body, SharedBody::of);
    }
}
