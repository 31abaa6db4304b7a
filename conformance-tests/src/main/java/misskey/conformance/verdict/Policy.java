package misskey.conformance.verdict;

import misskey.protocol.Level;

/**
 * What turns a run red.
 *
 * @param gate failures of this level, and of stronger ones, do
 * @param complete whether what could not be judged is refused too
 */
public record Policy(Level gate, boolean complete) {
    /** Failures of a MUST, and nothing else. */
    public static Policy defaults() {
        return new Policy(Level.MUST, false);
    }

    /** Whether a failure of this level turns the run red. */
    public boolean counts(Level level) {
        return level.compareTo(gate) <= 0;
    }
}
