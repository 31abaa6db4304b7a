package misskey.conformance.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;

/**
 * A run: its cases, and what each requirement came to. Pure.
 *
 * @param target what was judged, for people; no token in it
 * @param role the side that was judged
 */
public record RunResult(String target, String dialect, Direction role, List<CaseResult> cases, long micros) {

    /** The requirements that bind the judged side, hold in its dialect and can be tested, in the catalogue's order. */
    public List<Requirement> scope() {
        return Requirements.all().list().stream()
                .filter(requirement -> requirement.binds().binds(role)
                        && requirement.in(dialect).applies()
                        && requirement.testable())
                .toList();
    }

    /** What each requirement came to that a case or a finding says something about, in the catalogue's order. */
    public List<RequirementResult> requirements() {
        Map<String, List<String>> broken = brokenByFindings();
        Map<String, RequirementResult> results = new LinkedHashMap<>();
        for (CaseResult one : cases) {
            results.put(
                    one.requirement(),
                    new RequirementResult(
                            Requirements.all().get(one.requirement()),
                            one.verdict(),
                            broken.getOrDefault(one.requirement(), List.of()),
                            one.micros(),
                            Optional.of(one.transcriptName())));
        }
        broken.forEach((id, seen) -> results.computeIfAbsent(
                id,
                missing -> new RequirementResult(
                        Requirements.all().get(id),
                        Verdict.unjudged(Outcome.UNTESTABLE, "no case of its own"),
                        seen,
                        0,
                        Optional.empty())));
        return Requirements.all().list().stream()
                .filter(requirement -> results.containsKey(requirement.id()))
                .map(requirement -> results.get(requirement.id()))
                .toList();
    }

    /** Everything unknown that was seen. */
    public Drifts drifts() {
        return cases.stream().map(CaseResult::drifts).reduce(Drifts.none(), Drifts::plus);
    }

    /** How many requirements came to this. */
    public long count(Outcome outcome) {
        return requirements().stream()
                .filter(result -> result.outcome() == outcome)
                .count();
    }

    private Map<String, List<String>> brokenByFindings() {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        for (CaseResult one : cases) {
            for (Finding finding : aboutTheJudged(one.findings())) {
                broken.computeIfAbsent(finding.requirement(), id -> new ArrayList<>())
                        .add(finding.code() + " (" + one.transcriptName() + ":" + finding.line() + "): "
                                + finding.message());
            }
        }
        return broken;
    }

    private List<Finding> aboutTheJudged(Collection<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.by() == role && finding.proven())
                .toList();
    }
}
