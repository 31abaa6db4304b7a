package misskey.conformance.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;

/** Asks again, by itself, for what a busy machine could not measure. What fails is never asked again. */
final class Again {
    private static final int TIMES = 3;

    private Again() {}

    /** What each requirement came to, in the first run in which it was measured. */
    static List<RequirementResult> untilMeasured(Function<Predicate<String>, RunResult> run) {
        List<RequirementResult> results = new ArrayList<>(run.apply(id -> true).requirements());
        for (int i = 0; i < TIMES; i++) {
            Set<String> open = results.stream()
                    .filter(result -> result.outcome() == Outcome.INCONCLUSIVE)
                    .map(result -> result.requirement().id())
                    .collect(Collectors.toSet());
            if (open.isEmpty()) {
                break;
            }
            results.removeIf(result -> open.contains(result.requirement().id()));
            run.apply(open::contains).requirements().stream()
                    .filter(result -> open.contains(result.requirement().id()))
                    .forEach(results::add);
        }
        return results;
    }
}
