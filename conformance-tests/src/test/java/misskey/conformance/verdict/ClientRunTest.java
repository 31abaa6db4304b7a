package misskey.conformance.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.protocol.Level;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Location;
import misskey.scenario.play.Broken.Why;
import misskey.scenario.play.Diagnosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit code of a client's run, for everything a scenario can come to. */
class ClientRunTest {
    private static final String MUST = "main.followed";
    private static final String SHOULD = "client.ids-unique";

    /** A word of a scenario: how it ended, and at which level where that matters. */
    private static ScenarioResult scenario(String word) {
        return switch (word) {
            case "pass" -> result(Level.MUST, Outcome.PASS, Optional.empty());
            case "fail-must" -> result(Level.MUST, Outcome.FAIL, Optional.of(Why.TIMEOUT));
            case "fail-should" -> result(Level.SHOULD, Outcome.FAIL, Optional.of(Why.CLIENT));
            case "fail-info" -> result(Level.INFO, Outcome.FAIL, Optional.of(Why.CLIENT));
            case "untestable" -> result(Level.MUST, Outcome.UNTESTABLE, Optional.of(Why.MISSING));
            case "adapter" -> result(Level.MUST, Outcome.UNTESTABLE, Optional.of(Why.ADAPTER));
            case "not-applicable" -> result(Level.MUST, Outcome.NOT_APPLICABLE, Optional.of(Why.NOT_APPLICABLE));
            case "mistake" -> result(Level.MUST, Outcome.ERROR, Optional.of(Why.MISTAKE));
            case "bug" -> result(Level.MUST, Outcome.ERROR, Optional.empty());
            default -> throw new IllegalArgumentException(word);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "pass,                      0, 0, 0",
        "pass fail-must,            1, 1, 1",
        "pass fail-should,          0, 1, 0",
        "pass fail-info,            0, 0, 0",
        "pass untestable,           0, 0, 3",
        "pass adapter,              3, 3, 3",
        "pass not-applicable,       0, 0, 0",
        "pass bug,                  4, 4, 4",
        "pass mistake,              4, 4, 4",
        "untestable,                3, 3, 3",
        "not-applicable,            3, 3, 3",
        "fail-should,               0, 1, 0",
        "fail-must adapter,         1, 1, 1",
        "fail-must untestable,      1, 1, 1",
        "fail-must bug,             4, 4, 4",
    })
    void exitCode(String scenarios, int atMust, int atShould, int complete) {
        assertThat(run(scenarios, Level.MUST, false, false).exitCode()).isEqualTo(atMust);
        assertThat(run(scenarios, Level.SHOULD, false, false).exitCode()).isEqualTo(atShould);
        assertThat(run(scenarios, Level.MUST, true, false).exitCode()).isEqualTo(complete);
    }

    @Test
    void mistakeInTheUsersOwnFileIsTheirs() {
        assertThat(run("pass mistake", Level.MUST, false, true).exitCode()).isEqualTo(2);
        assertThat(run("pass mistake bug", Level.MUST, false, true).exitCode()).isEqualTo(4);
    }

    @Test
    void runOfNothingIsNotMeasured() {
        assertThat(new ClientRun("c", "documented", 1, new Policy(Level.MUST, false), false, List.of(), 0).exitCode())
                .isEqualTo(3);
    }

    @Test
    void findingBesidesCountsAsItsRequirementDoes() {
        assertThat(withFinding("client.request-ids-unique", true).exitCode()).isEqualTo(1);
        assertThat(withFinding(SHOULD, true).exitCode()).isZero();
        assertThat(withFinding("client.request-ids-unique", false).exitCode()).isZero();
        assertThat(withFinding(SHOULD, true).besides())
                .extracting(ClientRun.Besides::requirement)
                .containsExactly(SHOULD);
    }

    @Test
    void passWithoutEvidenceCannotBeBuilt() {
        assertThatThrownBy(() -> new ScenarioResult(
                        "a",
                        "a",
                        List.of(MUST),
                        Level.MUST,
                        Outcome.PASS,
                        "",
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Drifts.none(),
                        List.of(),
                        List.of(),
                        0))
                .hasMessageContaining("a pass names the transcript lines that show it");
    }

    private static ClientRun run(String scenarios, Level gate, boolean complete, boolean ownFiles) {
        return new ClientRun(
                "a client",
                "documented",
                1,
                new Policy(gate, complete),
                ownFiles,
                Arrays.stream(scenarios.split(" ")).map(ClientRunTest::scenario).toList(),
                0);
    }

    private static ClientRun withFinding(String requirement, boolean proven) {
        Finding finding = new Finding(
                requirement,
                "CODE",
                Direction.CLIENT,
                proven ? Finding.Certainty.PROVEN : Finding.Certainty.SUSPECT,
                "alice-1",
                3,
                "broken");
        ScenarioResult result = new ScenarioResult(
                "a",
                "a",
                List.of(MUST),
                Level.MUST,
                Outcome.PASS,
                "",
                List.of(1),
                Optional.empty(),
                List.of(finding),
                Drifts.none(),
                List.of(),
                List.of(),
                0);
        return new ClientRun("a client", "documented", 1, new Policy(Level.MUST, false), false, List.of(result), 0);
    }

    private static ScenarioResult result(Level level, Outcome outcome, Optional<Why> why) {
        return new ScenarioResult(
                "a",
                "a",
                List.of(MUST),
                level,
                outcome,
                outcome == Outcome.PASS ? "" : "because",
                List.of(1),
                why.map(each -> new Diagnosis(
                        each,
                        new Location("a.yaml", 1, 1),
                        "",
                        "",
                        "because",
                        Optional.empty(),
                        0,
                        List.of(),
                        List.of(),
                        1)),
                List.of(),
                Drifts.none(),
                List.of(),
                List.of(),
                0);
    }
}
