package misskey.conformance.cli;

import java.time.Duration;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.HttpLook;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Target;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;

/**
 * Loads the classes of the mock, and of what speaks to it, on one processor while the catalogue is read on another: a short run is
 * mostly that. What it starts is gone before the first case, or soon after.
 */
final class WarmUp {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private WarmUp() {}

    /** Begins, for a run against the built-in mock. */
    static void begin() {
        Thread thread = new Thread(WarmUp::open, "misskey-kit warm-up");
        thread.setDaemon(true);
        // Whatever is wrong here the run itself will meet, and tell in its own words.
        thread.setUncaughtExceptionHandler((where, failed) -> {});
        thread.start();
    }

    private static void open() {
        try (EmbeddedTarget target = new EmbeddedTarget(SessionSettings.defaults(), Patience.embedded());
                Target.Venue venue = target.venue(Needs.usual())) {
            HttpLook.post(venue.origin().resolve("/api/meta"), Json.object(), LONGEST);
        }
    }
}
