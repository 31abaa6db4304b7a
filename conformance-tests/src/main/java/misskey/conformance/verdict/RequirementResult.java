package misskey.conformance.verdict;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Level;
import misskey.protocol.Requirement;

/**
 * What a requirement came to in a run: its case, if it has one, and what was seen of it under other cases.
 *
 * @param here the requirement as the run's dialect has it
 * @param verdict of its case, or a failure by findings alone; blocked where what the case needs is itself broken
 * @param code under what its failure is known: that of its case, else the first by letter of the findings'; empty where it
 *     does not fail
 * @param seenBroken findings that name it, from whatever case, as {@code code (case, line): message}
 * @param latencies how long what its case waited for took to be told, where that is asked
 * @param micros how long its case took
 * @param transcript the file that has its evidence
 */
public record RequirementResult(
        Requirement requirement,
        Requirement.InDialect here,
        Verdict verdict,
        Optional<String> code,
        List<String> seenBroken,
        List<Latency> latencies,
        long micros,
        Optional<String> transcript) {
    /** A pass does not stand beside a finding that shows it broken. */
    public Outcome outcome() {
        return seenBroken.isEmpty() || verdict.outcome() == Outcome.ERROR ? verdict.outcome() : Outcome.FAIL;
    }

    /** Whether a case of its own judged it. */
    public boolean judged() {
        return outcome() == Outcome.PASS || outcome() == Outcome.FAIL;
    }

    /** How binding it is in the run's dialect. */
    public Level level() {
        return here.level();
    }
}
