package misskey.conformance.verdict;

import java.time.LocalDate;
import misskey.protocol.Level;

/**
 * What turns a run red.
 *
 * @param gate failures of this level, and of stronger ones, do
 * @param complete whether what could not be judged is refused too
 * @param baseline the failures that are known, and do not
 * @param today the day on which the baseline is read
 */
public record Policy(Level gate, boolean complete, Baseline baseline, LocalDate today) {
    /** Without a baseline. */
    public Policy(Level gate, boolean complete) {
        this(gate, complete, Baseline.none(), LocalDate.EPOCH);
    }

    /** Failures of a MUST, and nothing else. */
    public static Policy defaults() {
        return new Policy(Level.MUST, false);
    }

    /** The same beside a baseline, read on this day. */
    public Policy with(Baseline known, LocalDate day) {
        return new Policy(gate, complete, known, day);
    }

    /** Whether a failure of this level turns the run red. */
    public boolean counts(Level level) {
        return level != Level.INFO && level.compareTo(gate) <= 0;
    }
}
