package misskey.conformance.wire;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** How a server answered when it was asked for a WebSocket. Header names are in lower case; repeated headers are joined by commas. */
public sealed interface Handshake {

    /** Calls the one that fits, so that no caller needs to ask which it is. */
    <T> T fold(
            Function<Accepted, T> accepted,
            Function<Refused, T> refused,
            Function<Unanswered, T> unanswered,
            Function<Failed, T> failed);

    /** The WebSocket is open. Whoever receives this starts the client or closes it. */
    record Accepted(int status, Map<String, String> headers, WireClient client) implements Handshake {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted,
                Function<Refused, T> refused,
                Function<Unanswered, T> unanswered,
                Function<Failed, T> failed) {
            return accepted.apply(this);
        }
    }

    /**
     * The server answered with another status than 101.
     *
     * @param body its first 64 KiB, read as UTF-8, as far as they came in time
     */
    record Refused(int status, Map<String, String> headers, String body) implements Handshake {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted,
                Function<Refused, T> refused,
                Function<Unanswered, T> unanswered,
                Function<Failed, T> failed) {
            return refused.apply(this);
        }
    }

    /**
     * The server took the connection and did not finish an answer in time.
     *
     * @param waited since dialling began
     */
    record Unanswered(Duration waited) implements Handshake {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted,
                Function<Refused, T> refused,
                Function<Unanswered, T> unanswered,
                Function<Failed, T> failed) {
            return unanswered.apply(this);
        }
    }

    /**
     * There is no server, no TLS, or no answer that HTTP and RFC 6455 allow.
     *
     * @param reason one plain clause for people
     * @param connected whether TCP was open
     */
    record Failed(String reason, boolean connected) implements Handshake {
        @Override
        public <T> T fold(
                Function<Accepted, T> accepted,
                Function<Refused, T> refused,
                Function<Unanswered, T> unanswered,
                Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }
}
