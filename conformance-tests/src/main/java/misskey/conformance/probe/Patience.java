package misskey.conformance.probe;

import java.time.Duration;

/**
 * How long to wait before something counts as missing.
 *
 * @param handshake for the answer to a handshake
 * @param event for an event, from its cause
 * @param relation for a follow, mute or block to be seen by a connection that is open already
 * @param fence for the answer to a fence; where none comes, {@code window} is waited instead
 * @param window for something to be absent that nothing else proves absent
 * @param limit for a server that says it is asked too often, and when to come again
 */
public record Patience(
        Duration handshake, Duration event, Duration relation, Duration fence, Duration window, Duration limit) {
    /** What is waited for. */
    public enum Kind {
        HANDSHAKE,
        EVENT,
        /** An event of a message of a mebibyte, which both sides have to write and to read. */
        LARGE,
        RELATION,
        FENCE,
        WINDOW,
        LIMIT
    }

    /** For the mock in this process. As in real servers, open connections hear of relations up to ten seconds later. */
    public static Patience embedded() {
        return new Patience(
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofSeconds(12),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(2));
    }

    /** For a server somewhere: events take up to three seconds there, relations up to ten, and the way to it some more. */
    public static Patience remote() {
        return new Patience(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(13),
                Duration.ofSeconds(3),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(60));
    }

    /** How long to wait for something of this kind. */
    public Duration of(Kind kind) {
        return switch (kind) {
            case HANDSHAKE -> handshake;
            case EVENT -> event;
            case LARGE -> event.multipliedBy(5);
            case RELATION -> relation;
            case FENCE -> fence;
            case WINDOW -> window;
            case LIMIT -> limit;
        };
    }

    /** For the answer to a call of the HTTP API: some handshakes long, as what it has to do may be more, half a minute at most. */
    public Duration answer() {
        Duration some = handshake.multipliedBy(5);
        return some.compareTo(ApiCalls.AT_MOST) < 0 ? some : ApiCalls.AT_MOST;
    }

    /** Every wait this much longer, or shorter. */
    public Patience times(double factor) {
        return new Patience(
                scale(handshake, factor),
                scale(event, factor),
                scale(relation, factor),
                scale(fence, factor),
                scale(window, factor),
                scale(limit, factor));
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
