package misskey.conformance.server;

import java.util.ArrayList;
import java.util.List;
import misskey.conformance.play.ClientPlayer;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Probe;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.play.Performance;
import org.opentest4j.AssertionFailedError;

/** One scenario in one run. */
final class ScenarioRun {
    private final ScenarioCase one;
    private final Run run;

    ScenarioRun(ScenarioCase one, Run run) {
        this.one = one;
        this.run = run;
    }

    /** Plays it, and adds what it says of each requirement; throws, in JUnit's terms, by the worst of them. */
    void judge() {
        long began = System.nanoTime();
        Probe probe = new Probe(run.target(), Needs.of(one.scenario()));
        Performance performance =
                new ClientPlayer(one.scenario(), probe, run.target().seed(), step -> {}).play();
        TranscriptJudge.Judgement judgement = TranscriptJudge.judge(run.target().dialect(), performance.lines());
        ScenarioVerdicts verdicts = new ScenarioVerdicts(one.scenario(), performance);
        long micros = (System.nanoTime() - began) / 1_000;
        List<Verdict> all = new ArrayList<>();
        for (String requirement : one.requirements()) {
            Verdict verdict = verdicts.of(requirement);
            all.add(verdict);
            run.add(new CaseResult(
                    requirement,
                    one.scenario().title(),
                    verdict,
                    performance.missed(),
                    List.of(),
                    judgement.findings(),
                    judgement.drifts(),
                    performance.lines(),
                    micros));
        }
        all.forEach(ScenarioRun::raise);
    }

    private static void raise(Verdict verdict) {
        switch (verdict.outcome()) {
            case PASS -> {}
            case FAIL -> throw new AssertionFailedError(verdict.message());
            case UNTESTABLE, INCONCLUSIVE -> throw NotJudged.untestable(verdict.message());
            case NOT_APPLICABLE -> throw NotJudged.notApplicable(verdict.message());
            case ERROR -> throw new IllegalStateException(verdict.message());
        }
    }
}
