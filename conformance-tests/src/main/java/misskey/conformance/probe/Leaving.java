package misskey.conformance.probe;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Leaves a server as it was found: takes back what is still made there, when the run is over or when the process is told
 * to end (^C), and says what it could not take back. Until it is closed the process does not end without it.
 */
final class Leaving implements AutoCloseable {
    /** For a process that somebody is waiting to see end. */
    private static final Duration IN_A_HURRY = Duration.ofSeconds(30);

    private static final Duration IN_PEACE = Duration.ofMinutes(3);

    private final Ledger made;
    private final Consumer<String> tell;
    private final Thread atTheEnd;
    private boolean told;

    Leaving(Ledger made, Consumer<String> tell) {
        this.made = made;
        this.tell = tell;
        this.atTheEnd = new Thread(this::stopped, "takes back what was made");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    private void stopped() {
        int open = made.shut();
        if (open > 0) {
            tell.accept("stopped: taking back what is still made at the server, " + open + " things");
        }
        leave(IN_A_HURRY);
        if (open > 0 && made.left().isEmpty()) {
            tell.accept("everything was taken back");
        }
    }

    private synchronized void leave(Duration within) {
        List<String> left = made.stop(within);
        if (!told) {
            made.takenBackOtherwise().forEach(tell);
            told = true;
        }
        if (!left.isEmpty()) {
            tell.accept("left at the server, please take it back by hand:");
            left.forEach(one -> tell.accept("  " + one));
        }
    }

    @Override
    public void close() {
        leave(IN_PEACE);
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // The process is ending already, and the hook finds nothing left to do.
        }
    }
}
