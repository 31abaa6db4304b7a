package misskey.conformance.verdict;

/** The exit codes, and what makes one of a run. Pure. */
public final class Gate {
    /** The gate is met. */
    public static final int MET = 0;
    /** A requirement that the gate asks for failed, or the baseline says what is not so. */
    public static final int NOT_MET = 1;
    /** The command line, or a file it names, is wrong. */
    public static final int USAGE = 2;
    /**
     * Nothing was measured: the target cannot be reached, no requirement that is a MUST was judged, or something was left
     * unjudged where the run had to be complete.
     */
    public static final int NOT_MEASURED = 3;
    /** The kit itself is at fault. */
    public static final int KIT_FAULT = 4;

    private Gate() {}

    /** The exit code of a run, by its own policy and baseline. */
    public static int exitCode(RunResult run) {
        return Judgement.of(run).exitCode();
    }
}
