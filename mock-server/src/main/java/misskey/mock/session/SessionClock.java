package misskey.mock.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.world.Timers;

/** The time of a session, and what it has put off until later. Thread-safe. */
interface SessionClock extends Timers {
    /**
     * A clock on which time passes so.
     *
     * @param runner does a piece of work while nothing else changes the world
     */
    static SessionClock of(SessionTime time, Consumer<Runnable> runner, Outside outside) {
        return switch (time) {
            case REAL -> new RealClock(runner);
            case VIRTUAL -> new VirtualClock(runner);
            case AUTO -> new AutoClock(new VirtualClock(runner), outside);
        };
    }

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
