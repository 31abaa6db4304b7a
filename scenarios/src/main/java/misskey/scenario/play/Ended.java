package misskey.scenario.play;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.Explainer;
import misskey.scenario.Location;
import misskey.scenario.OtherMessage;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import tools.jackson.databind.node.ObjectNode;

/** Says what playing a scenario came to. */
final class Ended {
    private static final int TAIL = 12;
    private static final int AFTER = 5;

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
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(diagnosis(broken, scenario.steps().get(0), "", List.of(), List.of())),
                List.of(),
                List.of());
    }

    /** Every step passed; a proven finding about what the scenario covers breaks it all the same. */
    Performance passed(List<Integer> evidence, Map<Location, List<Integer>> shown) {
        List<Line> lines = stage.transcript().lines();
        List<Finding> findings = findings(lines);
        Optional<Finding> covered = findings.stream()
                .filter(finding -> finding.proven() && scenario.covers().contains(finding.requirement()))
                .findFirst();
        if (covered.isPresent()) {
            Finding finding = covered.get();
            Broken broken = new Broken(
                    Broken.Why.FINDING,
                    finding.code(),
                    finding.requirement() + ": " + finding.message(),
                    new Broken.Shown(Optional.empty(), finding.line(), Optional.empty()));
            Step last = scenario.steps().get(scenario.steps().size() - 1);
            return new Performance(
                    Broken.Ending.BROKEN,
                    List.of(finding.line()),
                    shown,
                    List.of(finding.requirement()),
                    Optional.of(finding.code()),
                    List.of(),
                    Optional.of(diagnosis(broken, last, finding.conn(), lines, findings)),
                    findings,
                    lines);
        }
        return new Performance(
                Broken.Ending.PASSED,
                evidence,
                shown,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                findings,
                lines);
    }

    /**
     * @param until the number of the transcript's last line when the scenario could not go on
     * @param shown of each step that showed something, the lines
     * @param deciding the requirements that the running step decides about
     */
    Performance broken(
            Broken broken,
            Step running,
            String connection,
            int until,
            Map<Location, List<Integer>> shown,
            List<String> deciding) {
        List<Line> lines = stage.transcript().lines();
        List<Finding> findings = findings(lines);
        Broken told = broken.shown()
                .nearest()
                .filter(near -> broken.why() == Broken.Why.WRONG_FRAME
                        && findings.stream()
                                .anyMatch(finding -> finding.code().equals("SCHEMA")
                                        && finding.line() == near.line().n()))
                .map(near ->
                        new Broken(Broken.Why.SCHEMA, "SCHEMA", String.valueOf(broken.getMessage()), broken.shown()))
                .orElse(broken);
        List<Line> upToHere = lines.stream()
                .filter(line -> line.n() <= until || line.n() == broken.shown().line())
                .toList();
        Diagnosis diagnosis = diagnosis(told, running, connection, upToHere, findings);
        List<Line> tail = diagnosis.tail();
        int wrong = told.shown().line();
        List<Integer> evidence = wrong > 0
                ? List.of(wrong)
                : tail.isEmpty() ? List.of() : List.of(tail.get(tail.size() - 1).n());
        return new Performance(
                told.why().ending(),
                evidence,
                shown,
                deciding,
                Optional.of(told.code()),
                broken.shown()
                        .awaited()
                        .map(frame -> stage.knownUnder(connection, frame))
                        .orElse(List.of()),
                Optional.of(diagnosis),
                findings,
                lines);
    }

    /** What is only suspected of a frame that is none of the scenario's is not worth a word. */
    private List<Finding> findings(List<Line> lines) {
        Set<Integer> own = lines.stream().filter(this::isOwn).map(Line::n).collect(Collectors.toSet());
        return TranscriptJudge.judge(stage.dialect(), lines).findings().stream()
                .filter(finding -> finding.by() == stage.kit().other())
                .filter(finding -> finding.proven() || !own.contains(finding.line()))
                .toList();
    }

    private Diagnosis diagnosis(Broken broken, Step step, String connection, List<Line> lines, List<Finding> findings) {
        return new Diagnosis(
                broken.why(),
                step.at(),
                scenario.text().lines().skip(step.at().line() - 1L).findFirst().orElse(""),
                Explainer.sentence(scenario, step),
                String.valueOf(broken.getMessage()),
                broken.shown().nearest(),
                broken.shown().line(),
                findings,
                tail(connection, broken.shown().line(), lines),
                seed);
    }

    /** What happened last on a connection, and what is wrong there, without what the kit asks for itself. */
    private List<Line> tail(String connection, int wrong, List<Line> lines) {
        List<Line> told = lines.stream()
                .filter(line -> line.conn().equals(connection) || line.op() == Line.Op.CALL || line.n() == wrong)
                .filter(line -> !isOwn(line))
                .toList();
        int end = told.size();
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).n() == wrong) {
                end = Math.min(end, Math.max(i + AFTER, TAIL));
            }
        }
        return told.subList(Math.max(0, end - TAIL), end);
    }

    private boolean isOwn(Line line) {
        Optional<ObjectNode> message = line.op() == Line.Op.TEXT
                ? line.wholeText()
                        .flatMap(text ->
                                Frame.read(text).fold(frame -> Optional.of(frame.json()), no -> Optional.empty()))
                : OtherMessage.of(line);
        return message.filter(stage::isOwn).isPresent();
    }
}
