package misskey.mock.world;

import java.time.Duration;

/** Puts off what the world does later: a notification that is still unread, a poll that ends. */
public interface Timers {
    /** Does the work after this time, while nothing else changes the world; what it leaves as facts is told then. */
    void after(Duration delay, Runnable work);
}
