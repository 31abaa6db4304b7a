package misskey.conformance.verdict;

import java.util.List;
import java.util.Optional;

/**
 * What one case came to.
 *
 * @param code under what a failure is known, e.g. {@code NO_EVENT}; only for FAIL
 * @param message one or more lines for people; empty for PASS
 * @param needs the option that would let it be judged, e.g. {@code --token-env alice=VARIABLE}; empty where none would
 * @param evidence the numbers of the transcript lines that show it; never empty for PASS
 */
public record Verdict(
        Outcome outcome, Optional<String> code, String message, Optional<String> needs, List<Integer> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
        if (outcome == Outcome.PASS && evidence.isEmpty()) {
            throw new IllegalArgumentException("a pass names the transcript lines that show it, and there are none");
        }
        if ((outcome == Outcome.FAIL) != code.isPresent()) {
            throw new IllegalArgumentException("a failure, and nothing else, has a code");
        }
    }

    /** It holds, as these lines show. Throws where there are none. */
    public static Verdict pass(List<Integer> evidence) {
        return new Verdict(Outcome.PASS, Optional.empty(), "", Optional.empty(), evidence);
    }

    /** It does not hold. */
    public static Verdict fail(String code, String message, List<Integer> evidence) {
        return new Verdict(Outcome.FAIL, Optional.of(code), message, Optional.empty(), evidence);
    }

    /** It was not judged, or the kit is at fault; the message says why. */
    public static Verdict unjudged(Outcome outcome, String message) {
        return unjudged(outcome, message, Optional.empty());
    }

    /** It was not judged, for want of an option. */
    static Verdict unjudged(Outcome outcome, String message, Optional<String> needs) {
        return new Verdict(outcome, Optional.empty(), message, needs, List.of());
    }
}
