package misskey.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Location;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.Step;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;
import org.junit.jupiter.api.Test;

class ScenarioVerdictsTest {
    private static final String MARKED = """
            scenario: s
            covers: [main.followed, main.mention, main.renote]
            plays: [server]
            steps:
              - open:   {as: alice}
              - server: {type: channel, body: {type: followed}}
                covers: main.followed
              - server: {type: channel, body: {type: mention}}
                covers: main.mention
              - server: {type: channel, body: {type: renote}}
                covers: main.renote
            """;
    private static final int FOLLOWED = 6;
    private static final int MENTION = 8;

    @Test
    void stepThatBreaksFailsItsRequirementAlone() throws ScenarioError {
        ScenarioVerdicts verdicts = broken(MARKED, Broken.Why.TIMEOUT, MENTION, "main.mention");

        assertThat(verdicts.of("main.mention").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdicts.of("main.mention").code()).contains("CODE");
    }

    @Test
    void whatWasDecidedBeforeStandsWithItsOwnEvidence() throws ScenarioError {
        Verdict earlier =
                broken(MARKED, Broken.Why.TIMEOUT, MENTION, "main.mention").of("main.followed");

        assertThat(earlier.outcome()).isEqualTo(Outcome.PASS);
        assertThat(earlier.evidence()).containsExactly(FOLLOWED * 10);
    }

    @Test
    void whatWouldHaveBeenDecidedLaterIsBlocked() throws ScenarioError {
        Verdict later =
                broken(MARKED, Broken.Why.TIMEOUT, MENTION, "main.mention").of("main.renote");

        assertThat(later.outcome()).isEqualTo(Outcome.UNTESTABLE);
        assertThat(later.message()).startsWith("blocked by main.mention: f.yaml:8:5");
    }

    @Test
    void stepThatDecidesNothingOnlyLeadsToThoseThatDo() throws ScenarioError {
        Verdict unreached = broken(MARKED, Broken.Why.HANDSHAKE, 5).of("main.followed");

        assertThat(unreached.outcome()).isEqualTo(Outcome.UNTESTABLE);
        assertThat(unreached.message()).startsWith("not reached: f.yaml:5:5");
    }

    @Test
    void fileWithoutMarksFailsAsAWhole() throws ScenarioError {
        String unmarked = MARKED.replaceAll("(?m)^    covers: .*\n", "");

        ScenarioVerdicts verdicts = broken(unmarked, Broken.Why.TIMEOUT, 7);

        assertThat(List.of("main.followed", "main.mention", "main.renote"))
                .allSatisfy(id -> assertThat(verdicts.of(id).outcome()).isEqualTo(Outcome.FAIL));
    }

    @Test
    void whatNoStepIsMarkedWithFailsWithAnyUnmarkedStep() throws ScenarioError {
        String partly = MARKED.replace("    covers: main.renote\n", "");

        ScenarioVerdicts verdicts = broken(partly, Broken.Why.HANDSHAKE, 5);

        assertThat(verdicts.of("main.renote").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdicts.of("main.mention").message()).startsWith("blocked by main.renote: ");
    }

    @Test
    void findingFailsItsRequirementAlone() throws ScenarioError {
        ScenarioVerdicts verdicts = broken(MARKED, Broken.Why.FINDING, 10, "main.mention");

        assertThat(verdicts.of("main.mention").code()).contains("CODE");
        assertThat(verdicts.of("main.followed").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdicts.of("main.renote").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whatCameAfterSomethingForbiddenIsDecidedAllTheSame() throws ScenarioError {
        String absence = """
                scenario: s
                covers: [main.followed, main.mention, main.renote]
                plays: [server]
                steps:
                  - open:   {as: alice}
                  - never:  {server: {type: channel, body: {type: mention}}}
                    covers: main.mention
                    until:
                      - never:  {server: {type: channel, body: {type: renote}}}
                        covers: main.renote
                        until:
                          - server: {type: channel, body: {type: followed}}
                            covers: main.followed
                      - server: {type: channel, body: {type: followed}}
                        covers: main.followed
                """;

        ScenarioVerdicts verdicts = broken(absence, Broken.Why.FORBIDDEN, 6, "main.mention");

        assertThat(verdicts.of("main.mention").code()).contains("CODE");
        assertThat(verdicts.of("main.followed").outcome()).isEqualTo(Outcome.PASS);
        // only the first that came is told, so that nothing is known of the other absence
        assertThat(verdicts.of("main.renote").outcome()).isEqualTo(Outcome.UNTESTABLE);
    }

    /**
     * A file that ended at a line. The steps before it each showed something: in line ten times their own; after
     * something forbidden all did.
     */
    private static ScenarioVerdicts broken(String text, Broken.Why why, int line, String... deciding)
            throws ScenarioError {
        Scenario scenario = ScenarioReader.parse("f.yaml", text);
        Map<Location, List<Integer>> shown = new HashMap<>();
        show(scenario.steps(), why == Broken.Why.FORBIDDEN || why == Broken.Why.FINDING ? 99 : line, shown);
        Diagnosis diagnosis = new Diagnosis(
                why,
                new Location("f.yaml", line, 5),
                "",
                "",
                "it did not come about",
                Optional.empty(),
                7,
                List.of(new Finding(
                        "main.mention", "WRONG", Direction.SERVER, Finding.Certainty.PROVEN, "alice", 7, "wrong")),
                List.of(),
                1);
        return new ScenarioVerdicts(
                scenario,
                new Performance(
                        why.ending(),
                        List.of(7),
                        shown,
                        List.of(deciding),
                        Optional.of("CODE"),
                        List.of(),
                        Optional.of(diagnosis),
                        List.of(),
                        List.of()));
    }

    private static void show(List<Step> steps, int end, Map<Location, List<Integer>> shown) {
        for (Step step : steps) {
            if (step.at().line() < end) {
                shown.put(step.at(), List.of(step.at().line() * 10));
            }
            show(step.inside(), end, shown);
        }
    }
}
