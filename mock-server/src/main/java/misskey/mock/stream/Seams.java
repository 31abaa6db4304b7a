package misskey.mock.stream;

import java.util.List;
import java.util.Optional;
import misskey.mock.world.Fact;
import misskey.mock.world.User;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import tools.jackson.databind.JsonNode;

/**
 * The places at which a mutant may differ from the straight server. {@link #straight()} differs
 * nowhere; {@link #with(Mutation)} differs at exactly one, because a mutation is one seam and seams
 * are made from at most one mutation.
 */
public final class Seams {
    /** Whether a connection is accepted. */
    public interface Handshake {
        /** What is answered, given what the straight server would answer. */
        Admission admit(Admission straight);
    }

    /** What is taken in of a text message. */
    public interface Inbound {
        /** The messages to act on in place of this one. */
        List<String> receive(String text);
    }

    /** What opening and giving up change. */
    public interface Registry {
        default void connect(ChannelRegistry channels, JsonNode id, Channel channel, JsonNode params) {
            channels.connect(id, channel, params);
        }

        /** Tells whether anything was open under the id. */
        default boolean disconnect(ChannelRegistry channels, JsonNode id) {
            return channels.disconnect(id);
        }

        default void capture(NoteCaptures captures, String note) {
            captures.capture(note);
        }

        /** Tells whether the note was captured. */
        default boolean release(NoteCaptures captures, String note) {
            return captures.release(note);
        }
    }

    /** Who is told of a fact. */
    public interface Routing {
        /** Whether this viewer is told, given whether the straight server would tell. */
        boolean tells(Dialect.Event event, Fact fact, Optional<User> viewer, boolean straight);
    }

    /** What goes out in place of a frame. */
    public interface Outbound {
        /** The frames to send, in order; none drops it. */
        List<Outgoing> send(Outgoing frame);
    }

    /** How a ping is answered. */
    public interface Heartbeat {
        /** The payload of the pong; empty sends none. */
        Optional<byte[]> answer(byte[] ping);

        /** Whether connections are pinged, and ended where they do not answer. */
        default boolean beats() {
            return true;
        }
    }

    /** How a close is answered. */
    public interface Closing {
        /** The code of the close frame that answers; -1 sends one without a code. */
        int answer(int code);
    }

    private final Handshake handshake;
    private final Inbound inbound;
    private final Registry registry;
    private final Routing routing;
    private final Outbound outbound;
    private final Heartbeat heartbeat;
    private final Closing closing;

    private Seams(Optional<Mutation> mutation) {
        handshake = mutation.flatMap(Mutation::handshake).orElse(straight -> straight);
        inbound = mutation.flatMap(Mutation::inbound).orElse(List::of);
        registry = mutation.flatMap(Mutation::registry).orElse(new Registry() {});
        routing = mutation.flatMap(Mutation::routing).orElse((event, fact, viewer, straight) -> straight);
        outbound = mutation.flatMap(Mutation::outbound).orElse(List::of);
        heartbeat = mutation.flatMap(Mutation::heartbeat).orElse(Optional::of);
        closing = mutation.flatMap(Mutation::closing).orElse(code -> code);
    }

    /** The server without a fault. */
    public static Seams straight() {
        return new Seams(Optional.empty());
    }

    /** The server with this one fault. */
    public static Seams with(Mutation mutation) {
        return new Seams(Optional.of(mutation));
    }

    public Handshake handshake() {
        return handshake;
    }

    public Inbound inbound() {
        return inbound;
    }

    public Registry registry() {
        return registry;
    }

    public Routing routing() {
        return routing;
    }

    public Outbound outbound() {
        return outbound;
    }

    public Heartbeat heartbeat() {
        return heartbeat;
    }

    public Closing closing() {
        return closing;
    }
}
