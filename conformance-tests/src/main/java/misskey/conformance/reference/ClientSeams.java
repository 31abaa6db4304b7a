package misskey.conformance.reference;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.reference.Holdings.Channel;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.node.ObjectNode;

/**
 * The places at which a broken client may differ from the good one. {@link #straight()} differs nowhere, and each of
 * the others at exactly one: there is no way to a second. What a seam keeps in mind is one client's alone.
 */
final class ClientSeams {
    /** How a server is asked for a connection. */
    interface Dialling {
        /** The address to ask. */
        default URI address(URI stream, Optional<Secret> token) {
            return StreamUrls.withToken(stream, token);
        }

        /** How long to wait for the answer. */
        default Duration patience(Duration straight) {
            return straight;
        }

        /** Asks. */
        default Handshake dial(WireRequest request, Duration patience) {
            return WireClient.dial(request, patience);
        }
    }

    /** Whether and when a client comes back. */
    interface Returning {
        /** How long until it asks again, given what the good client would wait; empty where it gives up. */
        Optional<Duration> pause(Ending ending, Optional<Duration> straight);
    }

    /** What is sent on a new connection. */
    interface Restoring {
        /**
         * The frames, in order.
         *
         * @param before connects of channels that were open on a connection before this one
         * @param meanwhile connects of channels that were opened while there was none
         */
        List<ObjectNode> restore(List<ObjectNode> before, List<ObjectNode> meanwhile, List<ObjectNode> captures);
    }

    /** What the client takes down of its application's wishes. */
    interface Registry {
        /** The id of a new connection to a channel. */
        default String id(int number) {
            return Integer.toString(number);
        }

        /** Gives up a channel; what is told to the server is the one that it was, if any. */
        default Optional<Channel> disconnect(Map<String, Channel> channels, String as) {
            return Optional.ofNullable(channels.remove(as));
        }

        /** Captures a note; whether the server is told. */
        default boolean capture(Set<String> captured, String note) {
            return captured.add(note);
        }
    }

    /** What goes out in place of a frame. */
    interface Outbound {
        /** The messages to send, in order; none drops it. */
        List<String> send(ObjectNode frame);
    }

    /** What is taken in of a message. May throw {@link ProgramEnded}. */
    interface Inbound {
        /** The messages to act on in place of this one of the client's nth connection. */
        default List<String> text(int nth, String text) {
            return List.of(text);
        }

        /** A binary message, of which nothing is made. */
        default void binary() {}

        /** Whether a message that came in fragments is put together. */
        default boolean joins() {
            return true;
        }

        /** Whether a text that is not UTF-8 is the end of the connection. */
        default boolean refusesBadUtf8() {
            return true;
        }
    }

    /** What the application is told. May throw {@link ProgramEnded}. */
    interface Telling {
        /** The names under which it hears of an event that came under this id, one for each time. */
        default List<String> ofEvent(String id, List<Channel> open) {
            List<String> names = new ArrayList<>();
            open.stream().filter(channel -> channel.id().equals(id)).forEach(channel -> names.add(channel.as()));
            return names;
        }

        /** Whether it hears once more of something posted that it has heard of on this channel. */
        default boolean again() {
            return false;
        }

        /** How often it hears of an update of this note. */
        default int ofUpdate(String note, Holdings holdings) {
            return holdings.captured().contains(note) ? 1 : 0;
        }

        /** Whether it hears of a refused handshake. */
        default boolean ofRefusals() {
            return true;
        }

        /** The application has let this channel go. */
        default void letGo(Channel channel) {}
    }

    /** Whether a request that is not answered fails after a while. */
    interface Requesting {
        boolean timesOut();
    }

    /** What is thought of pings. */
    interface Heartbeat {
        /** Whether they are answered. */
        default boolean answers() {
            return true;
        }

        /** Whether a connection that is pinged, and brought nothing else for this long, is taken for alive. */
        default boolean believes(Duration quiet) {
            return true;
        }

        /** How long nothing may come until the server is asked by a ping whether it is there; empty where it never is. */
        default Optional<Duration> asksAfter(Duration straight) {
            return Optional.of(straight);
        }

        /** What is sent besides on a ping. */
        default Optional<String> adds() {
            return Optional.empty();
        }
    }

    private Dialling dialling = new Dialling() {};
    private Returning returning = (ending, straight) -> straight;
    private Restoring restoring = ClientSeams::everything;
    private Registry registry = new Registry() {};
    private Outbound outbound = frame -> List.of(Json.write(frame));
    private Inbound inbound = new Inbound() {};
    private Telling telling = new Telling() {};
    private Requesting requesting = () -> true;
    private Heartbeat heartbeat = new Heartbeat() {};

    private ClientSeams() {}

    /** The good client. */
    static ClientSeams straight() {
        return new ClientSeams();
    }

    static ClientSeams dialling(Dialling changed) {
        ClientSeams seams = new ClientSeams();
        seams.dialling = changed;
        return seams;
    }

    static ClientSeams returning(Returning changed) {
        ClientSeams seams = new ClientSeams();
        seams.returning = changed;
        return seams;
    }

    static ClientSeams restoring(Restoring changed) {
        ClientSeams seams = new ClientSeams();
        seams.restoring = changed;
        return seams;
    }

    static ClientSeams registry(Registry changed) {
        ClientSeams seams = new ClientSeams();
        seams.registry = changed;
        return seams;
    }

    static ClientSeams outbound(Outbound changed) {
        ClientSeams seams = new ClientSeams();
        seams.outbound = changed;
        return seams;
    }

    static ClientSeams inbound(Inbound changed) {
        ClientSeams seams = new ClientSeams();
        seams.inbound = changed;
        return seams;
    }

    static ClientSeams telling(Telling changed) {
        ClientSeams seams = new ClientSeams();
        seams.telling = changed;
        return seams;
    }

    static ClientSeams requesting(Requesting changed) {
        ClientSeams seams = new ClientSeams();
        seams.requesting = changed;
        return seams;
    }

    static ClientSeams heartbeat(Heartbeat changed) {
        ClientSeams seams = new ClientSeams();
        seams.heartbeat = changed;
        return seams;
    }

    /** All that was open and captured, each once. */
    static List<ObjectNode> everything(List<ObjectNode> before, List<ObjectNode> meanwhile, List<ObjectNode> captures) {
        List<ObjectNode> frames = new ArrayList<>(before);
        frames.addAll(meanwhile);
        frames.addAll(captures);
        return frames;
    }

    Dialling dialling() {
        return dialling;
    }

    Returning returning() {
        return returning;
    }

    Restoring restoring() {
        return restoring;
    }

    Registry registry() {
        return registry;
    }

    Outbound outbound() {
        return outbound;
    }

    Inbound inbound() {
        return inbound;
    }

    Telling telling() {
        return telling;
    }

    Requesting requesting() {
        return requesting;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }
}
