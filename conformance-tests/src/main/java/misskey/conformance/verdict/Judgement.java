package misskey.conformance.verdict;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.Level;
import misskey.protocol.Requirements;

/**
 * A run beside a baseline: how each requirement stands, and what that makes of the run. Pure.
 *
 * @param policy what turns the run red
 * @param rows the requirements that the run says something about, in the catalogue's order, then entries of the baseline that
 *     it says nothing about
 */
public record Judgement(Policy policy, List<Row> rows) {
    /**
     * A requirement's standing.
     *
     * @param result what it came to; empty where the run says nothing of it
     * @param entry what the baseline says of it, whether that still holds or not
     */
    public record Row(
            String requirement,
            Level level,
            Optional<RequirementResult> result,
            Optional<Known> entry,
            Standing standing) {

        private Optional<Outcome> outcome() {
            return result.map(RequirementResult::outcome);
        }

        /** Whether the run came to a PASS or a FAIL of it. */
        private boolean judged() {
            return result.filter(RequirementResult::judged).isPresent();
        }
    }

    /** A run by its own policy, baseline and day. */
    public static Judgement of(RunResult run) {
        Policy policy = run.conditions().policy();
        return of(run, policy.baseline(), policy.today());
    }

    /** A run beside this baseline, on this day. */
    public static Judgement of(RunResult run, Baseline baseline, LocalDate today) {
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RequirementResult result : run.requirements()) {
            String id = result.requirement().id();
            Optional<Known> entry = baseline.of(id);
            seen.add(id);
            rows.add(new Row(
                    id, result.level(), Optional.of(result), entry, Standing.of(Optional.of(result), entry, today)));
        }
        for (Known entry : baseline.entries()) {
            if (!seen.contains(entry.requirement())) {
                Level level = Requirements.all()
                        .get(entry.requirement())
                        .in(run.dialect())
                        .level();
                rows.add(new Row(
                        entry.requirement(),
                        level,
                        Optional.empty(),
                        Optional.of(entry),
                        Standing.of(Optional.empty(), Optional.of(entry), today)));
            }
        }
        return new Judgement(run.conditions().policy(), List.copyOf(rows));
    }

    /** The exit code of the run. */
    public int exitCode() {
        if (any(Outcome.ERROR)) {
            return Gate.KIT_FAULT;
        }
        if (rows.stream().anyMatch(this::breaks)) {
            return Gate.NOT_MET;
        }
        boolean judgedAMust = rows.stream().anyMatch(row -> row.judged() && row.level() == Level.MUST);
        return judgedAMust && !isRefusedAsIncomplete() ? Gate.MET : Gate.NOT_MEASURED;
    }

    /** Whether this row alone turns the gate red. */
    public boolean breaks(Row row) {
        return row.standing().breaks(policy, row.level());
    }

    /** Whether something could not be judged, and the policy refuses that. */
    public boolean isRefusedAsIncomplete() {
        return policy.complete() && (any(Outcome.UNTESTABLE) || any(Outcome.INCONCLUSIVE));
    }

    /** The rows that stand so. */
    public List<Row> standing(Standing standing) {
        return rows.stream().filter(row -> row.standing() == standing).toList();
    }

    /** The row of a requirement; empty where neither run nor baseline say anything of it. */
    public Optional<Row> row(String requirement) {
        return rows.stream()
                .filter(row -> row.requirement().equals(requirement))
                .findFirst();
    }

    private boolean any(Outcome outcome) {
        return rows.stream()
                .anyMatch(row -> row.outcome().filter(outcome::equals).isPresent());
    }
}
