package misskey.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.protocol.Level;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import misskey.protocol.conversation.Finding.Certainty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The law of exits: what each outcome, at each level and under each policy, makes of the exit code. */
class GateTest {
    private static final String MUST = idOf(Level.MUST, 0);
    private static final String OTHER_MUST = idOf(Level.MUST, 1);

    /** Every pair of a level and an outcome, beside a MUST that passes. */
    @ParameterizedTest
    @CsvSource({
        "MUST,   PASS,           0",
        "MUST,   FAIL,           1",
        "MUST,   UNTESTABLE,     0",
        "MUST,   INCONCLUSIVE,   0",
        "MUST,   NOT_APPLICABLE, 0",
        "MUST,   ERROR,          4",
        "SHOULD, PASS,           0",
        "SHOULD, FAIL,           0",
        "SHOULD, UNTESTABLE,     0",
        "SHOULD, INCONCLUSIVE,   0",
        "SHOULD, NOT_APPLICABLE, 0",
        "SHOULD, ERROR,          4",
        "INFO,   PASS,           0",
        "INFO,   FAIL,           0",
        "INFO,   UNTESTABLE,     0",
        "INFO,   INCONCLUSIVE,   0",
        "INFO,   NOT_APPLICABLE, 0",
        "INFO,   ERROR,          4",
    })
    void exitCodeOfOneResultBesideAPass(Level level, Outcome outcome, int exitCode) {
        String id = level == Level.MUST ? OTHER_MUST : idOf(level, 0);

        assertThat(Gate.exitCode(run(result(MUST, Outcome.PASS), result(id, outcome))))
                .isEqualTo(exitCode);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            mode = Mode.EXCLUDE,
            names = {"PASS", "FAIL", "ERROR"})
    void runThatJudgedNoMustHasMeasuredNothing(Outcome outcome) {
        assertThat(Gate.exitCode(run(result(MUST, outcome), result(idOf(Level.SHOULD, 0), Outcome.PASS))))
                .isEqualTo(Gate.NOT_MEASURED);
    }

    @Test
    void runWithoutCasesHasMeasuredNothing() {
        assertThat(Gate.exitCode(run())).isEqualTo(Gate.NOT_MEASURED);
    }

    @Test
    void errorOfTheKitOutranksAFailure() {
        assertThat(Gate.exitCode(run(result(MUST, Outcome.FAIL), result(OTHER_MUST, Outcome.ERROR))))
                .isEqualTo(Gate.KIT_FAULT);
    }

    @Test
    void provenFindingAboutTheJudgedSideTurnsItsRequirementRed() {
        CaseResult seen = withFinding(Direction.SERVER, Certainty.PROVEN);

        assertThat(Gate.exitCode(run(seen, result(OTHER_MUST, Outcome.PASS)))).isEqualTo(Gate.NOT_MET);
    }

    @Test
    void suspectAndFindingAboutTheKitsOwnSideDoNot() {
        assertThat(Gate.exitCode(run(withFinding(Direction.SERVER, Certainty.SUSPECT))))
                .isEqualTo(Gate.MET);
        assertThat(Gate.exitCode(run(withFinding(Direction.CLIENT, Certainty.PROVEN))))
                .isEqualTo(Gate.MET);
    }

    @Test
    void passWithoutEvidenceCannotBeBuilt() {
        assertThatThrownBy(() -> Verdict.pass(List.of())).hasMessageContaining("a pass names the transcript lines");
    }

    private static CaseResult withFinding(Direction by, Certainty certainty) {
        Finding finding = new Finding(OTHER_MUST, "SOME_CODE", by, certainty, "alice", 3, "seen");
        return new CaseResult(
                MUST,
                "case",
                Verdict.pass(List.of(1)),
                List.of(),
                List.of(),
                List.of(finding),
                Drifts.none(),
                List.of(),
                0);
    }

    private static CaseResult result(String id, Outcome outcome) {
        Verdict verdict = switch (outcome) {
            case PASS -> Verdict.pass(List.of(1));
            case FAIL -> Verdict.fail("SOME_CODE", "why", List.of(1));
            case UNTESTABLE, INCONCLUSIVE, NOT_APPLICABLE, ERROR -> Verdict.unjudged(outcome, "why");
        };
        return new CaseResult(id, "case", verdict, List.of(), List.of(), List.of(), Drifts.none(), List.of(), 0);
    }

    private static RunResult run(CaseResult... results) {
        return new RunResult(
                new Conditions("target", "documented", Optional.empty(), 1, Policy.defaults()),
                Direction.SERVER,
                new ArrayList<>(List.of(results)),
                0);
    }

    private static String idOf(Level level, int index) {
        return Requirements.all().list().stream()
                .filter(requirement ->
                        requirement.level() == level && requirement.binds().binds(Direction.SERVER))
                .map(Requirement::id)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}
