package misskey.protocol.conversation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Drift;

/** What was unknown to the dialect: how often, and where first. */
public record Drifts(Map<Drift, Seen> seen) {
    /**
     * @param count how often it was seen
     * @param conn the connection it was first seen on
     * @param line the number of the first transcript line that shows it
     * @param transcript the name of that transcript, where there are several
     */
    public record Seen(int count, String conn, int line, Optional<String> transcript) {
        /** Where there is one transcript. */
        public Seen(int count, String conn, int line) {
            this(count, conn, line, Optional.empty());
        }

        Seen again() {
            return new Seen(count + 1, conn, line, transcript);
        }

        private Seen plus(Seen later) {
            return new Seen(count + later.count, conn, line, transcript);
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

    /** The same, seen in the transcript of this name. */
    public Drifts in(String transcript) {
        Map<Drift, Seen> all = new LinkedHashMap<>();
        seen.forEach((drift, first) ->
                all.put(drift, new Seen(first.count, first.conn, first.line, Optional.of(transcript))));
        return new Drifts(all);
    }

    /** Nothing unknown. */
    public static Drifts none() {
        return new Drifts(Map.of());
    }
}
