package misskey.conformance.adapter;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A running adapter: three pipes, and an end. Thread-safe. */
interface Program {
    /** Its standard input. */
    OutputStream input();

    /** Its standard output. */
    InputStream output();

    /** Its standard error. */
    InputStream errors();

    /** Waits for its end; empty where it runs on after this time. */
    OptionalInt awaitExit(Duration patience);

    /** Ends it, and whatever it started. Does nothing where it has ended. */
    void kill();
}
