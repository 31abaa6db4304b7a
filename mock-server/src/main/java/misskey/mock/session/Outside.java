package misskey.mock.session;

import java.time.Duration;
import java.util.OptionalLong;
import misskey.protocol.Transcript;

/** What a clock sees of the clients of its session. Thread-safe; takes the session's lock. */
final class Outside {
    /** How long a healthy client may take to answer, in real time. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Object lock;
    private final Connections connections;
    private final Transcript transcript;

    Outside(Object lock, Connections connections, Transcript transcript) {
        this.lock = lock;
        this.connections = connections;
        this.transcript = transcript;
    }

    /** From now on this is called, on any thread and perhaps under the session's lock, whenever something moves. */
    void onMove(Runnable listener) {
        transcript.listen(line -> listener.run());
    }

    boolean isAnybodyThere() {
        synchronized (lock) {
            return !connections.all().isEmpty();
        }
    }

    /** How long a client has left to answer a ping, in real time; zero where nobody has to. */
    Duration untilAnswered() {
        OptionalLong since;
        synchronized (lock) {
            since = connections.unansweredSince();
        }
        if (since.isEmpty()) {
            return Duration.ZERO;
        }
        Duration left = PATIENCE.minusNanos(System.nanoTime() - since.getAsLong());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
