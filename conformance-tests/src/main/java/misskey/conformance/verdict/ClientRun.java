package misskey.conformance.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Level;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;

/**
 * A run that judged a client: what each scenario came to. Pure.
 *
 * @param client what was judged, for people
 * @param dialect the dialect's full name
 * @param policy what turns it red
 * @param ownFiles whether the scenarios are files of the user rather than of the library
 */
public record ClientRun(
        String client,
        String dialect,
        long seed,
        Policy policy,
        boolean ownFiles,
        List<ScenarioResult> scenarios,
        long micros) {

    /** A requirement that was seen broken besides, and in which scenarios. */
    public record Besides(String requirement, Level level, List<String> seen) {}

    /** The exit code of the run. */
    public int exitCode() {
        if (scenarios.stream()
                .anyMatch(result -> result.outcome() == Outcome.ERROR && !(ownFiles && result.isMistaken()))) {
            return Gate.KIT_FAULT;
        }
        if (scenarios.stream().anyMatch(ScenarioResult::isMistaken)) {
            return Gate.USAGE;
        }
        if (scenarios.stream().anyMatch(this::breaks)
                || besides().stream().anyMatch(each -> policy.counts(each.level()))) {
            return Gate.NOT_MET;
        }
        boolean unjudged = scenarios.stream()
                .anyMatch(result ->
                        result.isAdaptersMistake() || (policy.complete() && result.outcome() == Outcome.UNTESTABLE));
        boolean nothing = scenarios.stream().noneMatch(ScenarioResult::judged);
        return unjudged || nothing ? Gate.NOT_MEASURED : Gate.MET;
    }

    /** Whether this scenario alone turns the run red. */
    public boolean breaks(ScenarioResult result) {
        return result.outcome() == Outcome.FAIL && policy.counts(result.level());
    }

    /** Requirements that findings show broken, whatever the scenario was about, but for those of a scenario that failed by it. */
    public List<Besides> besides() {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        for (ScenarioResult result : scenarios) {
            for (Finding finding : result.findings()) {
                boolean said =
                        result.outcome() == Outcome.FAIL && result.covers().contains(finding.requirement());
                if (finding.proven() && !said) {
                    seen.computeIfAbsent(finding.requirement(), id -> new ArrayList<>())
                            .add(finding.code() + " (" + result.transcriptName() + ":" + finding.line() + "): "
                                    + finding.message());
                }
            }
        }
        List<Besides> besides = new ArrayList<>();
        seen.forEach((id, where) -> besides.add(
                new Besides(id, Requirements.all().get(id).in(dialect).level(), List.copyOf(where))));
        return List.copyOf(besides);
    }

    /** How many scenarios came to this. */
    public long count(Outcome outcome) {
        return scenarios.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** Everything unknown that was seen. */
    public Drifts drifts() {
        return scenarios.stream()
                .map(one -> one.drifts().in(one.transcriptName()))
                .reduce(Drifts.none(), Drifts::plus);
    }
}
