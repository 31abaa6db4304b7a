package misskey.mock.play;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;

/**
 * A client under test that takes commands. Called by one thread. A command is given, not awaited: what it
 * leads to is on the wire and in the {@link #reports()}. Every method throws {@link Failure} once the client
 * is of no use any more.
 */
public interface Subject extends AutoCloseable {
    /** What {@link #can()} has where the client comes back by itself after a lost connection. */
    String RECONNECT = "reconnect";

    /** What {@link #can()} has where the client opens a stream without a token. */
    String ANONYMOUS = "anonymous";

    /** What it is, for people. */
    String name();

    /** The commands it takes, and {@link #RECONNECT} and {@link #ANONYMOUS} where they are true of it. */
    Set<String> can();

    /** Opens the stream: {@code ws://HOST:PORT/streaming}, without the token. */
    void open(URI stream, Optional<Secret> token);

    /**
     * Does what an application would ask for. What a command does not need is empty.
     *
     * <table>
     * <caption>What the commands take</caption>
     * <tr><th>command</th><th>operand</th><th>as</th><th>params</th></tr>
     * <tr><td>{@code connect}</td><td>a channel</td><td>what it is called from now on</td><td>its parameters</td></tr>
     * <tr><td>{@code disconnect}</td><td>what it is called</td><td></td><td></td></tr>
     * <tr><td>{@code send}</td><td>the message's type</td><td>what the channel is called</td><td>the body</td></tr>
     * <tr><td>{@code capture}, {@code release}</td><td>a note's id</td><td></td><td></td></tr>
     * <tr><td>{@code call}</td><td>an endpoint</td><td>what its response is called</td><td>the data</td></tr>
     * <tr><td>{@code close}</td><td></td><td></td><td></td></tr>
     * </table>
     */
    void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params);

    /** Waits until everything that it has received by now is in its reports. */
    void barrier(Duration patience);

    /** What it tells its application. */
    Reports reports();

    /** Drops the client and all it holds. Does nothing the second time. */
    @Override
    void close();

    /** The client, or what drives it, is of no use any more. The message is for people, and has no token in it. */
    final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Kind kind;

        /** Whose failure it is. */
        public enum Kind {
            /** Its program ended. */
            CRASHED,
            /** It does not answer. */
            SILENT,
            /** It answered what the adapter's protocol does not have. */
            ADAPTER_MISTAKE,
            /** It could not do a command that it takes. */
            REFUSED
        }

        public Failure(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        /** The same, as thrown from here. */
        Failure again() {
            return new Failure(kind, String.valueOf(getMessage()));
        }
    }
}
