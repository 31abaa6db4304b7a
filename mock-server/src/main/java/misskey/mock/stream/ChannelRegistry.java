package misskey.mock.stream;

import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect.Channel;
import tools.jackson.databind.JsonNode;

/**
 * The channels that a connection has open. An id may be used more than once. Servers there are that forget a channel
 * connection at its disconnect, or some of those that share an id, and go on telling it: it is open, and not listed.
 */
public final class ChannelRegistry {
    /**
     * One connection to a channel.
     *
     * @param id what it was opened under; a missing node where it was opened without
     * @param params what it was opened with; a missing node where nothing was said
     */
    public record ChannelConnection(JsonNode id, Channel channel, JsonNode params) {}

    private final Behaviour behaviour;
    private final List<ChannelConnection> open = new ArrayList<>();
    private final List<ChannelConnection> listed = new ArrayList<>();

    ChannelRegistry(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Opens a channel under an id. */
    public void connect(JsonNode id, Channel channel, JsonNode params) {
        ChannelConnection connection = new ChannelConnection(id, channel, params);
        open.add(connection);
        listed.add(connection);
    }

    /** Opens a channel under an id, and tells it before those that are open already. */
    public void connectFirst(JsonNode id, Channel channel, JsonNode params) {
        ChannelConnection connection = new ChannelConnection(id, channel, params);
        open.add(0, connection);
        listed.add(connection);
    }

    /** Gives up whatever is listed under this id; tells whether anything was. */
    public boolean disconnect(JsonNode id) {
        List<ChannelConnection> named =
                listed.stream().filter(connection -> connection.id().equals(id)).toList();
        named.stream().limit(behaviour.duplicatesStop() ? named.size() : 1).forEach(this::stop);
        return listed.removeAll(named);
    }

    private void stop(ChannelConnection connection) {
        if (!behaviour.neverStopped().contains(connection.channel().name())) {
            open.remove(connection);
        }
    }

    /** Whether this channel is listed, under whatever id. */
    boolean lists(Channel channel) {
        return listed.stream().anyMatch(connection -> connection.channel().equals(channel));
    }

    /** How many channel connections are listed. */
    int size() {
        return listed.size();
    }

    /** What is told, in the order in which it was opened. */
    public List<ChannelConnection> open() {
        return List.copyOf(open);
    }
}
