package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** Says on standard error how far a long run is, where somebody looks at it. Thread-safe. */
final class Progress {
    private final PrintWriter err;
    private final boolean shown;
    private final int total;
    private final AtomicInteger done = new AtomicInteger();

    private final String what;

    /** @param what the things that are counted, in the plural */
    Progress(PrintWriter err, boolean longRun, int total, String what) {
        this.what = what;
        this.err = err;
        this.shown = longRun && Terminal.isInteractive();
        this.total = total;
    }

    void step() {
        int now = done.incrementAndGet();
        if (shown) {
            err.print("\r" + now + " of " + total + " " + what);
            err.flush();
        }
    }

    void end() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
