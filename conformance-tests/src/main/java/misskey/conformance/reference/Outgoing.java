package misskey.conformance.reference;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import misskey.conformance.probe.Frames;
import misskey.conformance.reference.Holdings.Channel;
import misskey.conformance.wire.WireClient;
import misskey.protocol.Dialect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What the client says, as frames of the dialect. Where there is no connection nothing is said. Not thread-safe. */
final class Outgoing {
    private final Frames frames;
    private final ClientSeams seams;
    private Optional<WireClient> wire = Optional.empty();

    Outgoing(Dialect dialect, ClientSeams seams) {
        this.frames = new Frames(dialect);
        this.seams = seams;
    }

    void opened(WireClient connection) {
        wire = Optional.of(connection);
    }

    void lost() {
        wire = Optional.empty();
    }

    boolean isOpen() {
        return wire.isPresent();
    }

    void connect(Channel channel) {
        send(connectOf(channel));
    }

    void disconnect(Channel channel) {
        send(frames.disconnect(channel.id()));
    }

    void message(Channel channel, String type, JsonNode body) {
        send(frames.message(channel.id(), type, body));
    }

    void request(String id, String endpoint, JsonNode data) {
        send(frames.request(id, endpoint, data));
    }

    void capture(String note) {
        send(frames.capture(note));
    }

    void release(String note) {
        send(frames.release(note));
    }

    /** All that was open and captured, on a new connection. */
    void restore(List<Channel> before, List<Channel> meanwhile, List<String> captured) {
        seams.restoring()
                .restore(
                        before.stream().map(this::connectOf).toList(),
                        meanwhile.stream().map(this::connectOf).toList(),
                        captured.stream().map(frames::capture).toList())
                .forEach(this::send);
    }

    private ObjectNode connectOf(Channel channel) {
        ObjectNode frame = frames.connect(channel.name(), StringNode.valueOf(channel.id()));
        channel.params().ifPresent(given -> ((ObjectNode) frame.path("body")).set("params", given));
        return frame;
    }

    private void send(ObjectNode frame) {
        if (wire.isEmpty()) {
            return;
        }
        try {
            for (String message : seams.outbound().send(frame)) {
                wire.get().sendText(message);
            }
        } catch (IOException gone) {
            wire = Optional.empty(); // the reader tells of the loss
        }
    }
}
