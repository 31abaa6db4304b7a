package misskey.conformance.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * @param role the side that was judged
 */
public record RunResult(Conditions conditions, Direction role, List<CaseResult> cases, long micros) {
    /** What was judged, for people; no token in it. */
    public String target() {
        return conditions.target();
    }

    /** The full name of the dialect that it was judged by. */
    public String dialect() {
        return conditions.dialect();
    }

    /** The requirements that bind the judged side, hold in its dialect and can be tested, in the catalogue's order. */
    public List<Requirement> scope() {
        return Requirements.all().list().stream()
                .filter(requirement -> requirement.binds().binds(role)
                        && requirement.in(dialect()).applies()
                        && requirement.testable())
                .toList();
    }

    /** What each requirement came to that a case or a finding says something about, in the catalogue's order. */
    public List<RequirementResult> requirements() {
        Map<String, List<Seen>> broken = brokenByFindings();
        Foundations foundations = new Foundations(
                cases,
                broken.keySet(),
                id -> Requirements.all().get(id).in(dialect()).level());
        Map<String, CaseResult> judged = new LinkedHashMap<>();
        cases.forEach(one -> judged.put(one.requirement(), one));
        return Requirements.all().list().stream()
                .filter(requirement -> judged.containsKey(requirement.id()) || broken.containsKey(requirement.id()))
                .map(requirement -> result(
                        requirement,
                        Optional.ofNullable(judged.get(requirement.id())),
                        foundations,
                        broken.getOrDefault(requirement.id(), List.of())))
                .toList();
    }

    private RequirementResult result(
            Requirement requirement, Optional<CaseResult> one, Foundations foundations, List<Seen> seenBroken) {
        Verdict verdict = one.map(each -> verdict(each, foundations))
                .orElseGet(() -> Verdict.unjudged(Outcome.UNTESTABLE, "no case of its own"));
        return new RequirementResult(
                requirement,
                requirement.in(dialect()),
                verdict,
                code(verdict, seenBroken),
                seenBroken.stream().map(Seen::text).toList(),
                one.map(CaseResult::latencies).orElse(List.of()),
                one.map(CaseResult::micros).orElse(0L),
                one.map(CaseResult::transcriptName));
    }

    /** The findings' codes have no order in time that two runs would share. */
    private static Optional<String> code(Verdict verdict, List<Seen> seenBroken) {
        return verdict.outcome() == Outcome.ERROR
                ? Optional.empty()
                : verdict.code().or(() -> seenBroken.stream().map(Seen::code).min(Comparator.naturalOrder()));
    }

    /** A case that failed is blocked where something is broken that it stands on. */
    private static Verdict verdict(CaseResult one, Foundations foundations) {
        if (one.verdict().outcome() != Outcome.FAIL) {
            return one.verdict();
        }
        return foundations
                .blocker(one)
                .map(blocker -> Verdict.unjudged(
                        Outcome.UNTESTABLE,
                        "blocked by " + blocker + ": " + one.verdict().message()))
                .orElse(one.verdict());
    }

    /** Everything unknown that was seen. */
    public Drifts drifts() {
        return cases.stream().map(one -> one.drifts().in(one.transcriptName())).reduce(Drifts.none(), Drifts::plus);
    }

    /** How many requirements came to this. */
    public long count(Outcome outcome) {
        return requirements().stream()
                .filter(result -> result.outcome() == outcome)
                .count();
    }

    /** A finding about a requirement, from whatever case. */
    private record Seen(String code, String text) {}

    private Map<String, List<Seen>> brokenByFindings() {
        Map<String, List<Seen>> broken = new LinkedHashMap<>();
        for (CaseResult one : cases) {
            for (Finding finding : aboutTheJudged(one.findings())) {
                String text =
                        finding.code() + " (" + one.transcriptName() + ":" + finding.line() + "): " + finding.message();
                broken.computeIfAbsent(finding.requirement(), id -> new ArrayList<>())
                        .add(new Seen(finding.code(), text));
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
