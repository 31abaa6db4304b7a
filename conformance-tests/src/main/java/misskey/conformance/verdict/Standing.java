package misskey.conformance.verdict;

import java.time.LocalDate;
import java.util.Optional;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.Level;

/** How what a requirement came to stands beside the baseline. */
public enum Standing {
    /** No entry, and no failure. */
    PLAIN,
    /** It fails, and no entry says so. */
    NEW,
    /** It fails, and its entry no longer holds: as if there were none. */
    EXPIRED,
    /** It fails as its entry says. */
    KNOWN,
    /** It fails otherwise than its entry says. */
    REGRESSION,
    /** It passes, and its entry says that it fails. */
    STALE,
    /** It has an entry, and was not judged in this run. */
    UNJUDGED,
    /** It does not fail, and its entry no longer holds: the entry can go. */
    LAPSED;

    /**
     * @param result what it came to; empty where the run says nothing of it
     * @param entry its entry in the baseline, whether it still holds or not
     */
    static Standing of(Optional<RequirementResult> result, Optional<Known> entry, LocalDate today) {
        boolean fails = result.filter(each -> each.outcome() == Outcome.FAIL).isPresent();
        if (entry.isEmpty()) {
            return fails ? NEW : PLAIN;
        }
        Known known = entry.get();
        if (known.isExpired(today)) {
            return fails ? EXPIRED : LAPSED;
        }
        if (fails) {
            return result.flatMap(RequirementResult::code)
                            .filter(known.code()::equals)
                            .isPresent()
                    ? KNOWN
                    : REGRESSION;
        }
        boolean passes = result.filter(each -> each.outcome() == Outcome.PASS).isPresent();
        return passes ? STALE : UNJUDGED;
    }

    /**
     * Whether it alone turns the gate red. A failure does at the levels that the gate asks for; an entry that says what is
     * not so does at any, because it is the file that has to be put right.
     */
    boolean breaks(Policy policy, Level level) {
        return switch (this) {
            case NEW, EXPIRED, REGRESSION -> policy.counts(level);
            case STALE -> true;
            case PLAIN, KNOWN, UNJUDGED, LAPSED -> false;
        };
    }
}
