package misskey.conformance.reference;

import java.time.Duration;
import java.util.Optional;

/**
 * How a connection ended, or did not come about.
 *
 * @param number the close code, 1006 without a close frame; of a refused handshake the HTTP status; else 0
 */
record Ending(Kind kind, int number) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** What a server that counts handshakes wants to be spared. */
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(6);

    private static final int TOO_MANY = 429;

    enum Kind {
        CLOSED,
        REFUSED,
        UNANSWERED,
        /** There was no server, or none that speaks WebSocket. */
        FAILED
    }

    /**
     * How long a good client waits after this before it asks again; empty where it does not, because the server
     * would only refuse it again.
     *
     * @param failures how many attempts in a row brought no connection that lasted
     */
    Optional<Duration> pause(int failures) {
        if (kind == Kind.REFUSED && number == TOO_MANY) {
            return Optional.of(AFTER_TOO_MANY);
        }
        if (kind == Kind.REFUSED && number >= 400 && number < 500) {
            return Optional.empty();
        }
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return Optional.of(grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE);
    }
}
