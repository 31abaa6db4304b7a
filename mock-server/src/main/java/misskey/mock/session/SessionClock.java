package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import misskey.mock.world.Timers;

/** The time of a session, and what it has put off until later. Thread-safe. */
interface SessionClock extends Timers {
    /** The time of day. */
    Clock timeOfDay();

    /** Lets time pass: what falls due is done before this returns. Throws {@link IllegalStateException} where it is real. */
    void advance(Duration by);

    /** How long until the next thing that was put off; empty where there is none. Throws as {@link #advance} does. */
    Optional<Duration> untilNext();

    /** Forgets what was put off. */
    void forget();

    /** Forgets what was put off, and does nothing from now on. */
    void close();
}
