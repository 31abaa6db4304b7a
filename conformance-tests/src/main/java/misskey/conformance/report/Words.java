package misskey.conformance.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Level;

/** What reports say of a whole run. */
final class Words {
    private Words() {}

    static String ofExitCode(int exitCode) {
        return switch (exitCode) {
            case Gate.MET -> "gate met";
            case Gate.NOT_MET -> "gate not met";
            case Gate.USAGE -> "a scenario is mistaken";
            case Gate.NOT_MEASURED -> "not measured";
            default -> "the kit is at fault";
        };
    }

    /** The levels whose failures turn a run red. */
    static String counted(Policy policy) {
        return Arrays.stream(Level.values())
                .filter(policy::counts)
                .map(Level::name)
                .collect(Collectors.joining(", "));
    }

    static long judged(RunResult run) {
        return run.requirements().stream().filter(RequirementResult::judged).count();
    }

    /** Why requirements were not judged, each reason once with how many it kept from it. */
    static Map<String, Integer> notJudged(RunResult run) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        run.requirements().stream()
                .filter(result -> !result.judged() && result.outcome() != Outcome.ERROR)
                .forEach(result -> reasons.merge(result.outcome().label() + ": " + reason(result), 1, Integer::sum));
        Set<String> seen = run.requirements().stream()
                .map(result -> result.requirement().id())
                .collect(Collectors.toSet());
        int unseen = (int) run.scope().stream()
                .filter(requirement -> !seen.contains(requirement.id()))
                .count();
        if (unseen > 0) {
            reasons.put("no case of this run judges them", unseen);
        }
        return reasons;
    }

    /** What is blocked by the same broken requirement is one reason, whatever each missed. */
    private static String reason(RequirementResult result) {
        String first = result.verdict().message().lines().findFirst().orElse("");
        return first.startsWith("blocked by ") ? first.replaceFirst(": .*", "") : first;
    }
}
