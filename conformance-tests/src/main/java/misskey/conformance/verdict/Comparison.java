package misskey.conformance.verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.PastRun.Row;
import misskey.protocol.Level;

/**
 * What became of what an earlier run judged. Pure.
 *
 * @param differences what is no longer as it was, in the order of the new run, then what only the old one has
 * @param unchanged how many are as they were
 */
public record Comparison(List<Difference> differences, int unchanged) {
    private static final Set<Outcome> LEFT_UNJUDGED =
            EnumSet.of(Outcome.UNTESTABLE, Outcome.INCONCLUSIVE, Outcome.ERROR);

    /** How something changed. */
    public enum Change {
        /** It passed and fails, or fails under another code; where all has to be judged, also: it passed and is not judged. */
        WORSE,
        /** It failed and passes. */
        BETTER,
        NEWLY_JUDGED,
        NO_LONGER_JUDGED,
        /** Only the new run has it. */
        APPEARED,
        /** Only the old run has it. */
        VANISHED
    }

    /**
     * Something that is no longer as it was.
     *
     * @param before what it came to in the old run; empty where that says nothing of it
     * @param after what it came to in the new run; empty where that says nothing of it
     */
    public record Difference(String id, Change change, Optional<Row> before, Optional<Row> after) {
        /** Whether it alone makes the comparison fail: it got worse, and is more than good to know. */
        public boolean counts() {
            return change == Change.WORSE
                    && after.filter(row -> row.level() != Level.INFO).isPresent();
        }
    }

    /** @param complete whether what passed and is no longer judged got worse */
    public static Comparison of(PastRun before, PastRun after, boolean complete) {
        List<Difference> differences = new ArrayList<>();
        int unchanged = 0;
        for (Row now : after.rows()) {
            Optional<Row> then = before.row(now.id());
            Optional<Change> change =
                    then.map(row -> change(row, now, complete)).orElse(Optional.of(Change.APPEARED));
            change.ifPresent(each -> differences.add(new Difference(now.id(), each, then, Optional.of(now))));
            unchanged += change.isPresent() ? 0 : 1;
        }
        for (Row then : before.rows()) {
            if (after.row(then.id()).isEmpty()) {
                differences.add(new Difference(then.id(), Change.VANISHED, Optional.of(then), Optional.empty()));
            }
        }
        return new Comparison(List.copyOf(differences), unchanged);
    }

    /** How something that both have changed; empty where it did not. */
    private static Optional<Change> change(Row before, Row after, boolean complete) {
        if (!isJudged(before)) {
            return isJudged(after) ? Optional.of(Change.NEWLY_JUDGED) : Optional.empty();
        }
        if (!isJudged(after)) {
            boolean worse = complete && before.outcome() == Outcome.PASS && LEFT_UNJUDGED.contains(after.outcome());
            return Optional.of(worse ? Change.WORSE : Change.NO_LONGER_JUDGED);
        }
        if (after.outcome() == Outcome.PASS) {
            return before.outcome() == Outcome.PASS ? Optional.empty() : Optional.of(Change.BETTER);
        }
        boolean asBefore = before.outcome() == Outcome.FAIL && before.code().equals(after.code());
        return asBefore ? Optional.empty() : Optional.of(Change.WORSE);
    }

    private static boolean isJudged(Row row) {
        return row.outcome() == Outcome.PASS || row.outcome() == Outcome.FAIL;
    }

    /** What changed so. */
    public List<Difference> of(Change change) {
        return differences.stream().filter(each -> each.change() == change).toList();
    }

    /** 0, or 1 where something that is more than good to know got worse. */
    public int exitCode() {
        return differences.stream().anyMatch(Difference::counts) ? Gate.NOT_MET : Gate.MET;
    }
}
