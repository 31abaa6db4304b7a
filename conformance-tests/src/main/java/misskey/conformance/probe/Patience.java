package misskey.conformance.probe;

import java.time.Duration;

/**
 * How long to wait before something counts as missing.
 *
 * @param handshake for the answer to a handshake
 * @param event for an event, from its cause
 * @param fence for the answer to a fence; where none comes, {@code window} is waited instead
 */
public record Patience(Duration handshake, Duration event, Duration fence, Duration window) {
    /** For the mock in this process. */
    public static Patience embedded() {
        return new Patience(
                Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMillis(300));
    }

    /** For a server somewhere: events take up to three seconds there, and the way to it some more. */
    public static Patience remote() {
        return new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMillis(1_500));
    }

    /** Every wait this much longer, or shorter. */
    public Patience times(double factor) {
        return new Patience(
                scale(handshake, factor), scale(event, factor), scale(fence, factor), scale(window, factor));
    }

    private static Duration scale(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
