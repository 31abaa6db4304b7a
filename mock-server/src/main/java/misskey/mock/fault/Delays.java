package misskey.mock.fault;

import java.time.Duration;

/** Does things later, without a thread that sleeps. The one place where faults learn that time has passed. */
public interface Delays {
    /** Does the work once, after this time; never, where what it is for has ended by then. */
    void after(Duration time, Runnable work);
}
