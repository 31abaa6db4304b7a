package misskey.conformance.verdict;

import java.util.Locale;
import misskey.scenario.play.Broken;

/** What a requirement came to. */
public enum Outcome {
    /** It holds, and the evidence is named. */
    PASS,
    /** It does not hold. */
    FAIL,
    /** Something needed is missing, such as a second account. */
    UNTESTABLE,
    /** The kit was too slow to tell. */
    INCONCLUSIVE,
    /** The dialect, or a capability, says that it does not apply. */
    NOT_APPLICABLE,
    /** The kit is at fault. */
    ERROR;

    /** What a scenario that ended so came to. */
    public static Outcome of(Broken.Ending ending) {
        return switch (ending) {
            case PASSED -> PASS;
            case BROKEN -> FAIL;
            case UNTESTABLE -> UNTESTABLE;
            case NOT_APPLICABLE -> NOT_APPLICABLE;
            case MISTAKEN -> ERROR;
        };
    }

    /** The words for people: {@code pass}, {@code not applicable}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
