package misskey.conformance.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import misskey.conformance.play.ClientPlayer;
import misskey.conformance.probe.Needs;
import misskey.conformance.probe.Probe;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Course;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Performance;
import org.opentest4j.AssertionFailedError;

/** One scenario in one run. */
final class ScenarioRun {
    private static final Set<Broken.Why> WAITED_IN_VAIN = Set.of(Broken.Why.TIMEOUT, Broken.Why.WRONG_FRAME);

    private final ScenarioCase one;
    private final Run run;

    ScenarioRun(ScenarioCase one, Run run) {
        this.one = one;
        this.run = run;
    }

    /** Plays it, and adds what it says of each requirement; throws, in JUnit's terms, by the worst of them. */
    void judge() {
        run.turn().ifPresent(Lock::lock);
        try {
            play();
        } finally {
            run.turn().ifPresent(Lock::unlock);
        }
    }

    private void play() {
        long began = System.nanoTime();
        Probe probe = new Probe(run.target(), Needs.of(one.scenario()));
        Performance performance =
                new ClientPlayer(one.scenario(), probe, run.target().seed(), step -> {}).play();
        TranscriptJudge.Judgement judgement = TranscriptJudge.judge(run.target().dialect(), performance.lines());
        ScenarioVerdicts verdicts = new ScenarioVerdicts(one.scenario(), performance);
        Optional<String> lagged = performance
                .diagnosis()
                .filter(diagnosis -> WAITED_IN_VAIN.contains(diagnosis.why()))
                .flatMap(diagnosis -> probe.lagged(run.target().patience().event()));
        long micros = (System.nanoTime() - began) / 1_000;
        List<Verdict> all = new ArrayList<>();
        for (String requirement : one.requirements()) {
            Verdict verdict = lagged.filter(why -> verdicts.of(requirement).outcome() == Outcome.FAIL)
                    .map(why -> Verdict.unjudged(Outcome.INCONCLUSIVE, why))
                    .orElseGet(() -> verdicts.of(requirement));
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
                    micros,
                    Course.of(one.scenario())));
        }
        all.forEach(ScenarioRun::raise);
    }

    private static void raise(Verdict verdict) {
        switch (verdict.outcome()) {
            case PASS -> {}
            case FAIL -> throw new AssertionFailedError(verdict.message());
            case UNTESTABLE -> throw NotJudged.untestable(verdict.message());
            case INCONCLUSIVE -> throw NotJudged.inconclusive(verdict.message());
            case NOT_APPLICABLE -> throw NotJudged.notApplicable(verdict.message());
            case ERROR -> throw new IllegalStateException(verdict.message());
        }
    }
}
