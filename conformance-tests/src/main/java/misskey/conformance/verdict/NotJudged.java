package misskey.conformance.verdict;

import org.opentest4j.TestAbortedException;

/** Thrown by a probe that cannot judge its requirement; in JUnit's terms the test is aborted. */
public final class NotJudged extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    private NotJudged(Outcome outcome, String why) {
        super(why);
        this.outcome = outcome;
    }

    /** Something needed is missing; {@code why} says what, and how to give it. */
    public static NotJudged untestable(String why) {
        return new NotJudged(Outcome.UNTESTABLE, why);
    }

    /** The dialect, or a capability, says that it does not apply. */
    public static NotJudged notApplicable(String why) {
        return new NotJudged(Outcome.NOT_APPLICABLE, why);
    }

    public Verdict verdict() {
        return Verdict.unjudged(outcome, String.valueOf(getMessage()));
    }
}
