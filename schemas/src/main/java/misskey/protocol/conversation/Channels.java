package misskey.protocol.conversation;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The channel connections of one connection, by id. Ids of any JSON type: old servers echo what they get. */
final class Channels {
    private final Map<JsonNode, Opened> byId = new Bounded<>();

    /** The channel last opened under an id, and when it was given up, if it was. */
    private record Opened(String channel, int live, int givenUpTogether, OptionalLong disconnectedAt) {}

    void connect(JsonNode id, String channel) {
        byId.merge(
                id,
                new Opened(channel, 1, 0, OptionalLong.empty()),
                (before, opened) -> new Opened(channel, before.live + 1, 0, OptionalLong.empty()));
    }

    /** A disconnect gives up every connection of this id at once. */
    void disconnect(JsonNode id, long at) {
        byId.computeIfPresent(
                id,
                (key, opened) -> new Opened(
                        opened.channel, 0, Math.max(opened.live, opened.givenUpTogether), OptionalLong.of(at)));
    }

    /** How many channel connections are live under this id. */
    int live(JsonNode id) {
        Opened opened = byId.get(id);
        return opened == null ? 0 : opened.live;
    }

    /** How many channel connections were live under this id when it was given up; 0 while it is live. */
    int givenUpTogether(JsonNode id) {
        Opened opened = byId.get(id);
        return opened == null ? 0 : opened.givenUpTogether;
    }

    boolean isLive(JsonNode id) {
        Opened opened = byId.get(id);
        return opened != null && opened.live > 0;
    }

    /** The name of the channel that was opened under this id, even if it was given up since. */
    Optional<String> nameOf(JsonNode id) {
        return Optional.ofNullable(byId.get(id)).map(Opened::channel);
    }

    /** When this id was given up; empty while it is live, and where it never was. */
    OptionalLong disconnectedAt(JsonNode id) {
        Opened opened = byId.get(id);
        return opened == null ? OptionalLong.empty() : opened.disconnectedAt;
    }
}
