package misskey.scenario.play;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.Explainer;
import misskey.scenario.Scenario;
import misskey.scenario.Step;

/** Says what playing a scenario came to. */
final class Ended {
    private static final int TAIL = 12;

    private final Scenario scenario;
    private final Stage stage;
    private final long seed;

    Ended(Scenario scenario, Stage stage, long seed) {
        this.scenario = scenario;
        this.stage = stage;
        this.seed = seed;
    }

    Performance notApplicable(String message) {
        Broken broken = new Broken(Broken.Why.NOT_APPLICABLE, message);
        return new Performance(
                Broken.Ending.NOT_APPLICABLE,
                List.of(),
                Optional.of(diagnosis(broken, scenario.steps().get(0), List.of(), List.of())),
                List.of(),
                List.of());
    }

    /** Every step passed; a proven finding about what the scenario covers breaks it all the same. */
    Performance passed(List<Integer> evidence) {
        List<Line> lines = stage.transcript().lines();
        List<Finding> findings = findings(lines);
        Optional<Finding> covered = findings.stream()
                .filter(finding -> finding.proven() && scenario.covers().contains(finding.requirement()))
                .findFirst();
        if (covered.isPresent()) {
            Broken broken = new Broken(
                    Broken.Why.FINDING,
                    covered.get().requirement() + ", line " + covered.get().line() + ": "
                            + covered.get().message());
            Step last = scenario.steps().get(scenario.steps().size() - 1);
            return new Performance(
                    Broken.Ending.BROKEN,
                    List.of(covered.get().line()),
                    Optional.of(diagnosis(broken, last, lines, findings)),
                    findings,
                    lines);
        }
        return new Performance(Broken.Ending.PASSED, evidence, Optional.empty(), findings, lines);
    }

    Performance broken(Broken broken, Step running, String connection) {
        List<Line> lines = stage.transcript().lines();
        List<Finding> findings = findings(lines);
        Broken told = broken.nearest()
                .filter(near -> broken.why() == Broken.Why.WRONG_FRAME
                        && findings.stream()
                                .anyMatch(finding -> finding.code().equals("SCHEMA")
                                        && finding.line() == near.line().n()))
                .map(near -> new Broken(Broken.Why.SCHEMA, String.valueOf(broken.getMessage()), broken.nearest()))
                .orElse(broken);
        List<Line> tail = lines.stream()
                .filter(line -> line.conn().equals(connection) || line.op() == Line.Op.CALL)
                .toList();
        return new Performance(
                told.why().ending(),
                tail.isEmpty() ? List.of() : List.of(tail.get(tail.size() - 1).n()),
                Optional.of(diagnosis(
                        told, running, tail.subList(Math.max(0, tail.size() - TAIL), tail.size()), findings)),
                findings,
                lines);
    }

    /** What is only suspected of a frame that is none of the scenario's is not worth a word. */
    private List<Finding> findings(List<Line> lines) {
        Set<Integer> own = lines.stream()
                .filter(line -> line.op() == Line.Op.TEXT
                        && line.wholeText().filter(this::isOwn).isPresent())
                .map(Line::n)
                .collect(Collectors.toSet());
        return TranscriptJudge.judge(stage.dialect(), lines).findings().stream()
                .filter(finding -> finding.by() == stage.kit().other())
                .filter(finding -> finding.proven() || !own.contains(finding.line()))
                .toList();
    }

    private boolean isOwn(String text) {
        return Frame.read(text).fold(frame -> stage.isOwn(frame.json()), no -> false);
    }

    private Diagnosis diagnosis(Broken broken, Step step, List<Line> tail, List<Finding> findings) {
        return new Diagnosis(
                broken.why(),
                step.at(),
                scenario.text().lines().skip(step.at().line() - 1L).findFirst().orElse(""),
                Explainer.sentence(scenario, step),
                String.valueOf(broken.getMessage()),
                broken.nearest(),
                findings,
                tail,
                seed);
    }
}
