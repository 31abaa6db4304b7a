package misskey.mock.stream;

import java.util.List;
import java.util.Optional;
import misskey.mock.world.Access;
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
    /** What the dialect's data says. */
    public interface Data {
        /** The dialect to serve in place of this one. Clients are judged by the straight one. */
        Dialect serve(Dialect straight);
    }

    /** Whether a connection is accepted. */
    public interface Handshake {
        /** What is answered, given what the straight server would answer. */
        Admission admit(Admission straight);

        /**
         * The same, where it matters who asks.
         *
         * @param found what its token gives, whether that is accepted or not
         */
        default Admission admit(Knock asked, Optional<Access> found, Admission straight) {
            return admit(straight);
        }

        /** What is read of a handshake. */
        default Knock reads(Knock asked) {
            return asked;
        }

        /** How a handshake that is accepted or refused is answered. */
        default HttpAnswer answers(HttpAnswer straight) {
            return straight;
        }

        /** How a GET of the stream that asks for no upgrade is answered. */
        default HttpAnswer plainGet(HttpAnswer straight) {
            return straight;
        }
    }

    /** What is taken in of a text message. */
    public interface Inbound {
        /** The messages to act on in place of this one. */
        List<String> receive(String text);

        /** The same, where it matters who sent it. */
        default List<String> receive(StreamConnection from, String text) {
            return receive(text);
        }

        /** Whether a binary message is looked at. */
        default boolean takesBinary(StreamConnection from) {
            return true;
        }

        /** Of how many octets a message may be. */
        default long largest(long straight) {
            return straight;
        }

        /** Whether a message is looked at that came in several fragments. */
        default boolean takesFragments() {
            return true;
        }
    }

    /** What opening and giving up change. */
    public interface Registry {
        /** A connection has opened, with nothing open on it. */
        default void opened(StreamConnection connection, Dialect dialect) {}

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

        /** The same, where it matters who captures it, and whether there is such a note. */
        default void capture(StreamConnection by, String note, boolean exists) {
            capture(by.captures(), note);
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

        /** The same, where it matters what the channel was opened with. */
        default boolean tells(Dialect.Event event, Fact fact, Audience audience, boolean straight) {
            return tells(event, fact, audience.viewer(), straight);
        }
    }

    /** What goes out in place of a frame. */
    public interface Outbound {
        /** The frames to send, in order; none drops it. */
        List<Outgoing> send(Outgoing frame);

        /** The same, where it matters to whom. */
        default List<Outgoing> send(StreamConnection to, Outgoing frame) {
            return send(frame);
        }
    }

    /** What calls of the API do. */
    public interface Calls {
        /** Carries a call out, with the straight server at hand. */
        default JsonNode call(ApiCall call, Straight server) {
            return server.call(call);
        }

        /** Whether answers go out in chunks, with nothing said of their length. */
        default boolean inChunks() {
            return false;
        }

        /** What is told of what a call has brought about. */
        default List<Fact> facts(ApiCall call, List<Fact> straight, Straight server) {
            return straight;
        }
    }

    /** The API of the server without a fault. */
    public interface Straight {
        /** Carries a call out; throws as {@link misskey.mock.world.Api#callWith} does. */
        JsonNode call(ApiCall call);

        /** What a token gives; empty where nobody has it. */
        Optional<Access> access(String token);

        /** The account with this id. */
        Optional<User> user(String id);
    }

    /** How a ping is answered. */
    public interface Heartbeat {
        /** The payload of the pong; empty sends none. */
        Optional<byte[]> answer(byte[] ping);

        /** Whether connections are pinged, and ended where they do not answer. */
        default boolean beats() {
            return true;
        }

        /** Whether pongs are taken for a sign of life. */
        default boolean hears() {
            return true;
        }
    }

    /** How a close is answered. */
    public interface Closing {
        /** The code of the close frame that answers; -1 sends one without a code. */
        int answer(int code);

        /** Whether a close is answered at all. */
        default boolean answers() {
            return true;
        }

        /** The code that closes a connection over text that is no UTF-8. */
        default int invalidText(int straight) {
            return straight;
        }

        /** Whether connections of an account end over something that happened to it. */
        default boolean ends(Fact.Kind why, boolean straight) {
            return straight;
        }
    }

    private final Data data;
    private final Handshake handshake;
    private final Inbound inbound;
    private final Registry registry;
    private final Routing routing;
    private final Outbound outbound;
    private final Calls calls;
    private final Heartbeat heartbeat;
    private final Closing closing;

    private Seams(Optional<Mutation> mutation) {
        data = mutation.flatMap(Mutation::data).orElse(dialect -> dialect);
        handshake = mutation.flatMap(Mutation::handshake).orElse(straight -> straight);
        inbound = mutation.flatMap(Mutation::inbound).orElse(List::of);
        registry = mutation.flatMap(Mutation::registry).orElse(new Registry() {});
        routing = mutation.flatMap(Mutation::routing).orElse((event, fact, viewer, straight) -> straight);
        outbound = mutation.flatMap(Mutation::outbound).orElse(List::of);
        calls = mutation.flatMap(Mutation::calls).orElse(new Calls() {});
        heartbeat = mutation.flatMap(Mutation::heartbeat).orElse(Optional::of);
        closing = mutation.flatMap(Mutation::closing).orElse(code -> code);
    }

    /** The server without a fault. */
    public static Seams straight() {
        return new Seams(Optional.empty());
    }

    /** The server with this one fault. */
    public static Seams with(Mutation mutation) {
        return new Seams(Optional.of(mutation.anew()));
    }

    public Data data() {
        return data;
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

    public Calls calls() {
        return calls;
    }

    public Heartbeat heartbeat() {
        return heartbeat;
    }

    public Closing closing() {
        return closing;
    }
}
