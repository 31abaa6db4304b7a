package misskey.conformance.verdict;

import misskey.protocol.Level;

/** Turns a run into an exit code. Pure. */
public final class Gate {
    /** The gate is met. */
    public static final int MET = 0;
    /** A requirement that the gate asks for failed. */
    public static final int NOT_MET = 1;
    /** The command line, or a file it names, is wrong. */
    public static final int USAGE = 2;
    /** Nothing was measured: the target cannot be reached, or no requirement that is a MUST was judged. */
    public static final int NOT_MEASURED = 3;
    /** The kit itself is at fault. */
    public static final int KIT_FAULT = 4;

    private Gate() {}

    /** The exit code of a run: MUST and FAIL turn it red. */
    public static int exitCode(RunResult run) {
        if (run.requirements().stream().anyMatch(result -> result.outcome() == Outcome.ERROR)) {
            return KIT_FAULT;
        }
        if (run.requirements().stream().anyMatch(Gate::breaks)) {
            return NOT_MET;
        }
        boolean judgedAMust = run.requirements().stream()
                .anyMatch(result -> result.judged() && result.requirement().level() == Level.MUST);
        return judgedAMust ? MET : NOT_MEASURED;
    }

    /** Whether this result alone turns the gate red. */
    public static boolean breaks(RequirementResult result) {
        return result.outcome() == Outcome.FAIL && result.requirement().level() == Level.MUST;
    }
}
