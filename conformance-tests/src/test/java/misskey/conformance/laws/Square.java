package misskey.conformance.laws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Lagging;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.mock.mutant.Mutant;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;

/** The suite against broken servers: what one mutant came to, or one peer. */
final class Square {
    /** The mock answers at once; what has not come by then is not coming. */
    private static final double BRIEF = 0.25;

    private static final double PATIENT = 2;
    private static final int CASES_AT_A_TIME = 16;

    private Square() {}

    /**
     * What the suite said of one mutant.
     *
     * @param declared what became of the requirement that it declares to break
     * @param codes under which that failed
     * @param others the other requirements that failed
     */
    record Seen(Mutant mutant, Outcome declared, Set<String> codes, Set<String> others) {
        boolean killed() {
            return declared == Outcome.FAIL;
        }

        /** What failed and is not among what the mutant breaks. */
        Set<String> undeclared() {
            Set<String> undeclared = new TreeSet<>(others);
            mutant.also().forEach(undeclared::remove);
            return undeclared;
        }

        boolean forItsReason() {
            return codes.contains(mutant.code());
        }
    }

    /** Judges a mutant by these requirements, which the one it declares is among anyway; what stays open is asked again with more patience. */
    static Seen judge(Dialect dialect, Mutant mutant, Predicate<String> selected) {
        Predicate<String> wanted = id -> id.equals(mutant.kills()) || selected.test(id);
        Seen seen = judge(dialect, mutant, wanted, BRIEF);
        boolean clear =
                seen.killed() && seen.forItsReason() && seen.undeclared().isEmpty();
        return clear ? seen : judge(dialect, mutant, wanted, PATIENT);
    }

    private static Seen judge(Dialect dialect, Mutant mutant, Predicate<String> wanted, double patience) {
        boolean ownCase = ServerSuite.requirements(dialect).contains(mutant.kills());
        RunResult run = run(
                SessionSettings.defaults().withDialect(dialect).withMutation(mutant.mutation()),
                id -> wanted.test(id) || !ownCase,
                patience);
        List<RequirementResult> failed = run.requirements().stream()
                .filter(result -> result.outcome() == Outcome.FAIL)
                .toList();
        Outcome declared = run.requirements().stream()
                .filter(result -> result.requirement().id().equals(mutant.kills()))
                .map(RequirementResult::outcome)
                .findFirst()
                .orElse(Outcome.UNTESTABLE);
        return new Seen(
                mutant,
                declared,
                failed.stream()
                        .filter(result -> result.requirement().id().equals(mutant.kills()))
                        .flatMap(Square::codes)
                        .collect(Collectors.toCollection(TreeSet::new)),
                failed.stream()
                        .map(result -> result.requirement().id())
                        .filter(id -> !id.equals(mutant.kills()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Every code under which a requirement was seen broken. */
    static Stream<String> codes(RequirementResult result) {
        return Stream.concat(
                result.verdict().code().stream(),
                result.seenBroken().stream().map(seen -> seen.substring(0, seen.indexOf(' '))));
    }

    /** The suite against the mock with these settings. */
    static RunResult run(SessionSettings settings, Predicate<String> selected, double patience) {
        try (EmbeddedTarget target =
                new EmbeddedTarget(settings, Patience.embedded().times(patience))) {
            return ServerSuite.run(Lagging.never(target), Policy.defaults(), selected, CASES_AT_A_TIME, result -> {});
        }
    }
}
