package misskey.mock.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is moved, and the timers that go off then. */
public final class Later extends Clock implements Timers {
    private final List<Due> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Due(Instant at, Runnable work) {}

    @Override
    public void after(Duration delay, Runnable work) {
        waiting.add(new Due(now.plus(delay), work));
    }

    /** Moves on; what falls due in this time is done, in its order. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        for (Due next = earliest(end); next != null; next = earliest(end)) {
            waiting.remove(next);
            now = next.at();
            next.work().run();
        }
        now = end;
    }

    private @Nullable Due earliest(Instant end) {
        return waiting.stream()
                .filter(due -> !due.at().isAfter(end))
                .min(Comparator.comparing(Due::at))
                .orElse(null);
    }

    int waiting() {
        return waiting.size();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
