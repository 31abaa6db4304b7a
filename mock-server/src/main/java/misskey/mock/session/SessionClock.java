package misskey.mock.session;

import java.time.Clock;
import misskey.mock.world.Timers;

/** The time of a session, and what it has put off until later. Thread-safe. */
interface SessionClock extends Timers {
    /** The time of day. */
    Clock timeOfDay();

    /** Forgets what was put off. */
    void forget();

    /** Forgets what was put off, and does nothing from now on. */
    void close();
}
