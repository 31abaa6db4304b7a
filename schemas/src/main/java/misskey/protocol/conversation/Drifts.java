package misskey.protocol.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import misskey.protocol.Drift;

/** What was unknown to the dialect: how often, and where first. */
public record Drifts(Map<Drift, Seen> seen) {
    /**
     * @param count how often it was seen
     * @param conn the connection it was first seen on
     * @param line the number of the first transcript line that shows it
     */
    public record Seen(int count, String conn, int line) {
        Seen again() {
            return new Seen(count + 1, conn, line);
        }

        private Seen plus(Seen later) {
            return new Seen(count + later.count, conn, line);
        }
    }

    public Drifts {
        seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }

    /** Both together; what both have keeps the first place and the sum of the counts. */
    public Drifts plus(Drifts other) {
        if (other.seen.isEmpty()) {
            return this;
        }
        Map<Drift, Seen> all = new LinkedHashMap<>(seen);
        other.seen.forEach((drift, later) -> all.merge(drift, later, Seen::plus));
        return new Drifts(all);
    }

    /** Nothing unknown. */
    public static Drifts none() {
        return new Drifts(Map.of());
    }
}
