package misskey.conformance.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.scenario.Location;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;

/**
 * What a scenario that was played says of each requirement it covers. Where steps say what they decide about,
 * one that broke is the end for what it decides about and no other: what was decided before it stands, and what
 * would have been decided after it is left open. What no step is marked with fails with any unmarked step. Pure.
 */
final class ScenarioVerdicts {
    private final Scenario scenario;
    private final Performance performance;

    ScenarioVerdicts(Scenario scenario, Performance performance) {
        this.scenario = scenario;
        this.performance = performance;
    }

    Verdict of(String requirement) {
        return switch (performance.ending()) {
            case PASSED -> passed(requirement);
            case BROKEN -> broken(requirement);
            case UNTESTABLE -> Verdict.unjudged(Outcome.UNTESTABLE, brief());
            case NOT_APPLICABLE -> Verdict.unjudged(Outcome.NOT_APPLICABLE, brief());
            case MISTAKEN -> Verdict.unjudged(Outcome.ERROR, brief());
        };
    }

    private Verdict broken(String requirement) {
        List<String> deciding = deciding();
        if (deciding.contains(requirement)) {
            return Verdict.fail(performance.code().orElse("BROKEN"), text(), performance.evidence());
        }
        return isDecided(requirement)
                ? passed(requirement)
                : Verdict.unjudged(
                        Outcome.UNTESTABLE,
                        (deciding.isEmpty() ? "not reached" : "blocked by " + String.join(", ", deciding)) + ": "
                                + brief());
    }

    /** What the step decides about at which it ended. */
    private List<String> deciding() {
        List<String> decided = performance.deciding().isEmpty() ? decidedByNoStep() : performance.deciding();
        return ended(Broken.Why.CLOSED)
                ? Stream.concat(decided.stream(), next().stream()).distinct().toList()
                : decided;
    }

    /** A connection that is lost on the way to a step is lost to what that step decides about. */
    private List<String> next() {
        return all(scenario.steps())
                .filter(step ->
                        step.at().line() >= end() && !step.place().covers().isEmpty())
                .findFirst()
                .map(step -> step.place().covers())
                .orElse(List.of());
    }

    private boolean ended(Broken.Why why) {
        return performance
                .diagnosis()
                .filter(diagnosis -> diagnosis.why() == why)
                .isPresent();
    }

    /**
     * What is covered by the file as a whole. There is none where each requirement has steps of its own: a step
     * that decides about none of them only leads to those that do.
     */
    private List<String> decidedByNoStep() {
        return scenario.covers().stream().filter(id -> steps(id).isEmpty()).toList();
    }

    /** Whether every step that decides about it came about. */
    private boolean isDecided(String requirement) {
        List<Step> steps = steps(requirement);
        return switch (performance.diagnosis().map(Diagnosis::why).orElse(Broken.Why.TIMEOUT)) {
            case FINDING -> true; // every step passed
            case FORBIDDEN -> !steps.isEmpty() && steps.stream().allMatch(this::cameAbout);
            default -> !steps.isEmpty() && steps.stream().allMatch(step -> last(step) < end());
        };
    }

    /**
     * Whether a step came about although something came that must not: that is looked for when all is over. Of
     * what else must not have come it tells nothing, for only the first is told.
     */
    private boolean cameAbout(Step step) {
        return !(step instanceof Step.Never)
                && (!awaits(step) || performance.shown().containsKey(step.at()))
                && step.inside().stream().allMatch(this::cameAbout);
    }

    private static boolean awaits(Step step) {
        return step instanceof Step.Message message
                ? message.from() == Direction.SERVER
                : step instanceof Step.Reply || step instanceof Step.Open || step instanceof Step.Refused;
    }

    /** The line of the file at which it ended. */
    private int end() {
        return performance.diagnosis().map(Diagnosis::at).map(Location::line).orElse(0);
    }

    private static int last(Step step) {
        return step.inside().stream()
                .mapToInt(ScenarioVerdicts::last)
                .reduce(step.at().line(), Math::max);
    }

    private Verdict passed(String requirement) {
        List<Integer> evidence = new ArrayList<>();
        steps(requirement).forEach(step -> collect(step, evidence));
        return Verdict.pass(
                evidence.isEmpty()
                        ? performance.shown().values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .sorted()
                                .toList()
                        : evidence.stream().distinct().sorted().toList());
    }

    private void collect(Step step, List<Integer> evidence) {
        Map<Location, List<Integer>> shown = performance.shown();
        evidence.addAll(shown.getOrDefault(step.at(), List.of()));
        step.inside().forEach(inner -> collect(inner, evidence));
    }

    /** The steps that decide about a requirement; empty where the file as a whole does. */
    private List<Step> steps(String requirement) {
        return all(scenario.steps())
                .filter(step -> step.place().covers().contains(requirement))
                .toList();
    }

    private static Stream<Step> all(List<Step> steps) {
        return steps.stream().flatMap(step -> Stream.concat(Stream.of(step), all(step.inside())));
    }

    private String brief() {
        return performance.diagnosis().map(Diagnosis::brief).orElse("");
    }

    private String text() {
        return performance.diagnosis().map(Diagnosis::text).orElse("");
    }
}
