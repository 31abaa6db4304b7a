package misskey.conformance.verdict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Thrown by a probe that cannot judge its requirement; in JUnit's terms the test is aborted. */
public final class NotJudged extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final @Nullable String needs;

    private NotJudged(Outcome outcome, String why, @Nullable String needs) {
        super(why);
        this.outcome = outcome;
        this.needs = needs;
    }

    /** Something needed is missing; {@code why} says what, and how to give it. */
    public static NotJudged untestable(String why) {
        return new NotJudged(Outcome.UNTESTABLE, why, null);
    }

    /** An option is missing, e.g. {@code --token-env alice=VARIABLE}; {@code why} says what for. */
    public static NotJudged needs(String option, String why) {
        return new NotJudged(Outcome.UNTESTABLE, why + ": " + option, option);
    }

    /** The dialect, or a capability, says that it does not apply. */
    public static NotJudged notApplicable(String why) {
        return new NotJudged(Outcome.NOT_APPLICABLE, why, null);
    }

    /** The kit itself was too slow to tell; {@code why} says by how much. */
    public static NotJudged inconclusive(String why) {
        return new NotJudged(Outcome.INCONCLUSIVE, why, null);
    }

    public Verdict verdict() {
        return Verdict.unjudged(outcome, String.valueOf(getMessage()), Optional.ofNullable(needs));
    }
}
