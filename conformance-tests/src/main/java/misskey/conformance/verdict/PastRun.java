package misskey.conformance.verdict;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Level;

/**
 * An earlier run, as far as its report says it and runs are compared by it.
 *
 * @param kit the version of the kit that made it
 * @param target what was judged, for people
 * @param dialect the full name of the dialect
 * @param role the side that was judged
 * @param rows what was judged; no two have one id
 */
public record PastRun(String kit, String target, String dialect, String role, List<Row> rows) {
    /**
     * What one thing came to.
     *
     * @param id of the requirement; in a client's run the name of the scenario
     * @param code under what it failed; for FAIL only
     * @param message why it is no pass; may be empty
     */
    public record Row(String id, Outcome outcome, Optional<String> code, Level level, String message) {}

    public PastRun {
        rows = List.copyOf(rows);
    }

    /** What this one came to; empty where the run says nothing of it. */
    public Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }
}
