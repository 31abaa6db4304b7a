package misskey.mock.stream;

import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Dialect.Channel;
import tools.jackson.databind.JsonNode;

/** The channels that a connection has open. An id may be used more than once; a disconnect ends all of its connections. */
public final class ChannelRegistry {
    /**
     * One connection to a channel.
     *
     * @param params what it was opened with; a missing node where nothing was said
     */
    public record ChannelConnection(JsonNode id, Channel channel, JsonNode params) {}

    private final List<ChannelConnection> open = new ArrayList<>();

    /** Opens a channel under an id. */
    public void connect(JsonNode id, Channel channel, JsonNode params) {
        open.add(new ChannelConnection(id, channel, params));
    }

    /** Gives up whatever is open under this id; tells whether anything was. */
    public boolean disconnect(JsonNode id) {
        return open.removeIf(connection -> connection.id().equals(id));
    }

    /** What is open, in the order in which it was opened. */
    public List<ChannelConnection> open() {
        return List.copyOf(open);
    }
}
