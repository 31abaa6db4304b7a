package misskey.conformance.probe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.OtherMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes sure that a server has read what was sent, by having it answer something sent later: a spare
 * connect that asks for its confirmation, else an api request, else by waiting a while. Which of them a
 * server answers is found out once, at its first use. The spare channel is given up again, and a ping behind that shows by
 * its pong that the server has read it: no event is told twice because of the kit. Ids of fences begin with {@code fence-}.
 * Thread-safe.
 */
public final class Fence {
    private static final String PREFIX = "fence-";

    private enum Kind {
        CONNECTED,
        REQUEST,
        WINDOW
    }

    private final Dialect dialect;
    private final Frames frames;
    private final Patience patience;
    private final AtomicInteger made = new AtomicInteger();
    private @Nullable Kind kind;
    private volatile @Nullable Boolean pongs;

    public Fence(Dialect dialect, Patience patience) {
        this.dialect = dialect;
        this.frames = new Frames(dialect);
        this.patience = patience;
    }

    /** Waits until the server has read what this client sent so far. Does nothing where nothing was sent since the last time. */
    public void settle(StreamClient client) {
        if (!client.isUnsettled()) {
            return;
        }
        if (!learns(client)) {
            boolean answered = switch (known()) {
                case CONNECTED -> connected(client);
                case REQUEST -> request(client);
                case WINDOW -> false;
            };
            if (!answered) {
                client.linger(patience.window());
            }
        }
        client.settled();
    }

    /**
     * Has the server answer something on this connection, so that it is known to have it in its books. Nothing is sent after
     * the answer where that can be had: what a server hears later may count as a sign of life.
     */
    public void greet(StreamClient client) {
        if (!request(client)) {
            client.toBeSettled();
            settle(client);
        }
        client.settled();
    }

    /** Whether this is an event of a spare channel: it belongs to the fence, not to the case. */
    static boolean owns(Received frame) {
        return frame.body().has("type") && isOwn(frame.json());
    }

    /** Whether this message belongs to a fence, answers included; a ping or a pong is written as {@link OtherMessage} does. */
    public static boolean isOwn(JsonNode frame) {
        return frame.path("body").path("id").stringValue("").startsWith(PREFIX)
                || frame.path(OtherMessage.PING).stringValue("").startsWith(PREFIX)
                || frame.path(OtherMessage.PONG).stringValue("").startsWith(PREFIX)
                || frame.path("type").stringValue("").contains(":" + PREFIX);
    }

    /** Finds out, the first time, what this server answers; the answer has settled the client. */
    private synchronized boolean learns(StreamClient client) {
        if (kind != null) {
            return false;
        }
        kind = connected(client) ? Kind.CONNECTED : request(client) ? Kind.REQUEST : Kind.WINDOW;
        return kind != Kind.WINDOW;
    }

    private synchronized Kind known() {
        return kind == null ? Kind.WINDOW : kind;
    }

    private boolean connected(StreamClient client) {
        Optional<Channel> spare = spare(client);
        if (spare.isEmpty()) {
            return request(client);
        }
        String id = PREFIX + made.incrementAndGet();
        ObjectNode connect = frames.connect(spare.get().name(), StringNode.valueOf(id));
        ((ObjectNode) connect.path("body")).put("pong", true);
        client.send(connect);
        boolean answered = client.poll(frames.connected(id), new Bindings(), patience.fence())
                .isPresent();
        client.send(frames.disconnect(id));
        if (answered) {
            givenUp(client, id);
        }
        return answered;
    }

    /** Waits until the server has read that the spare channel is given up; one that did not answer the first ping is sent no more. */
    private void givenUp(StreamClient client, String id) {
        if (Boolean.FALSE.equals(pongs)) {
            return;
        }
        if (client.ping(id, patience.fence()).isPresent()) {
            pongs = true;
        } else if (pongs == null && client.ended().isEmpty()) {
            pongs = false;
        }
    }

    /** A channel for everybody that is not open yet; else one that may be open twice. */
    private Optional<Channel> spare(StreamClient client) {
        List<Channel> all = dialect.channels().stream()
                .filter(channel -> !channel.credential())
                .toList();
        List<String> shared = dialect.behaviour().sharedChannels();
        return all.stream()
                .filter(channel -> !client.openChannels().contains(channel.name()))
                .findFirst()
                .or(() -> all.stream()
                        .filter(channel -> !shared.contains(channel.name()))
                        .findFirst());
    }

    private boolean request(StreamClient client) {
        if (!dialect.has(Meaning.REQUEST)) {
            return false;
        }
        String id = PREFIX + made.incrementAndGet();
        client.send(frames.request(id, "ping", Json.object()));
        return client.poll(frames.response(id), new Bindings(), patience.fence())
                .isPresent();
    }
}
