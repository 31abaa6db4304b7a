package misskey.conformance.verdict;

import java.util.List;
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

    /** The exit code of a run, by its own policy. */
    public static int exitCode(RunResult run) {
        List<RequirementResult> results = run.requirements();
        Policy policy = run.conditions().policy();
        if (any(results, Outcome.ERROR)) {
            return KIT_FAULT;
        }
        if (results.stream().anyMatch(result -> breaks(policy, result))) {
            return NOT_MET;
        }
        boolean judgedAMust = results.stream().anyMatch(result -> result.judged() && result.level() == Level.MUST);
        boolean complete = !any(results, Outcome.UNTESTABLE) && !any(results, Outcome.INCONCLUSIVE);
        return judgedAMust && (complete || !policy.complete()) ? MET : NOT_MEASURED;
    }

    /** Whether this result alone turns the gate red. */
    public static boolean breaks(Policy policy, RequirementResult result) {
        return result.outcome() == Outcome.FAIL && policy.counts(result.level());
    }

    private static boolean any(List<RequirementResult> results, Outcome outcome) {
        return results.stream().anyMatch(result -> result.outcome() == outcome);
    }
}
