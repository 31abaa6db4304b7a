package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.report.ConsoleReport.Asked;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Baseline.Known;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Latency;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Level;
import misskey.protocol.conversation.Drifts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run looks like on the console. */
class ConsoleReportTest {
    private static final String HOSTILE = "]]></failure>\u001b[2J\u0000<script>alert(1)</script> & \"q\" \uD800 end";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final List<String> CASES = List.copyOf(ServerSuite.requirements(Dialect.named("documented")));

    @Test
    void failureSaysWhatIsRequiredWhereItIsShownAndHowToSeeItAgainAndNoControlCharacterOfAPeer() {
        String text = print(
                Policy.defaults(),
                0,
                one("api.answers", Verdict.pass(List.of(1, 2))),
                one("main.followed", Verdict.fail("NO_EVENT", HOSTILE, List.of(2))),
                one("note.capture", Verdict.unjudged(Outcome.UNTESTABLE, "needs something")));

        assertThat(text)
                .contains("✘ fail", "main.followed", "NO_EVENT: ]]></failure>\\u001b[2J\\u0000", "required ")
                .contains("shown in   transcripts/main.followed.jsonl, line 2")
                .contains("again      misskey-kit server --only main.followed")
                .contains("reproduce  misskey-kit play out/reproduce/main.followed.yaml")
                .contains("1  untestable: needs something")
                .contains("gate not met  judged 2 of ", " in 1.2 s: 1 pass, 1 fail, 1 untestable")
                .doesNotContain("\u001b", "\u0000");
    }

    @Test
    void manyPassesAreALineForEachArea() {
        String text = print(Policy.defaults(), 0, passes());

        assertThat(text).containsPattern("(?m)^  ✔ main +\\d+ pass$").doesNotContain("main.followed");
        assertThat(text.lines().count()).isLessThan(15);
        assertThat(text).contains("gate met  judged " + CASES.size() + " of ");
    }

    @Test
    void everyPassHasItsLineWhereAllAreAskedFor() {
        String text = print(Policy.defaults(), 0, true, passes());

        assertThat(text.lines().filter(line -> line.startsWith("    ✔ pass"))).hasSize(CASES.size());
        assertThat(text).contains("main.followed").doesNotContainPattern("✔ main +\\d+ pass");
    }

    @Test
    void failureAmongManyPassesStandsBelowItsArea() {
        CaseResult[] results = passes();
        int index = CASES.indexOf("main.followed");
        results[index] = one("main.followed", Verdict.fail("NO_EVENT", "none came", List.of(2)));

        assertThat(print(Policy.defaults(), 0, results))
                .containsPattern(
                        "✘ main +\\d+ pass, 1 fail\\R {4}✘ fail +main.followed +MUST  5 ms\\R +NO_EVENT: none came");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void longTextsAreWrappedAndIdsAreNot(int columns) {
        String id = CASES.stream()
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
        String text = print(
                Policy.defaults(),
                columns,
                one(id, Verdict.fail("NO_EVENT", "expected something ".repeat(20), List.of(2))),
                one("api.answers", Verdict.unjudged(Outcome.UNTESTABLE, "because of this ".repeat(20))));

        assertThat(text).contains(id + " ");
        assertThat(text.lines()
                        .filter(line -> !line.contains(id) && !line.contains("again ") && !line.contains("reproduce ")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(text).containsPattern("\\R {8}expected something|\\R {8}something");
    }

    @Test
    void whatIsNotJudgedIsToldOnceForEachReasonWithWhatItNeeds() {
        Verdict needs = NotJudged.needs("--token-env alice=VARIABLE", "needs the token of an account")
                .verdict();
        List<CaseResult> results = new ArrayList<>();
        CASES.forEach(id -> results.add(one(id, needs)));
        results.set(0, one(CASES.get(0), Verdict.pass(List.of(1))));
        int more = CASES.size() - 1;

        assertThat(print(Policy.defaults(), 0, results.toArray(CaseResult[]::new)))
                .contains("  " + more + "  untestable: needs the token of an account: --token-env alice=VARIABLE")
                .contains(" and " + (more - 3) + " more")
                .contains("  " + more + " more with --token-env alice=VARIABLE");
    }

    @Test
    void casesThatABrokenRequirementBlocksAreOneReason() {
        assertThat(print(
                        Policy.defaults(),
                        0,
                        one("main.followed", Verdict.unjudged(Outcome.UNTESTABLE, "blocked by main.exists: a")),
                        one("main.follow", Verdict.unjudged(Outcome.UNTESTABLE, "blocked by main.exists: b"))))
                .contains("     2  untestable: blocked by main.exists");
    }

    @Test
    void knownFailuresAreListedWithTheirReasonAndNotExplained() {
        Policy policy = Policy.defaults().with(baseline("NO_EVENT", TODAY), TODAY);
        String text = print(policy, 0, one("main.followed", fail()), one("main.follow", Verdict.pass(List.of(1))));

        assertThat(text)
                .contains("MUST  5 ms  known")
                .contains("known failures  they do not turn the run red")
                .contains(
                        "  main.followed  NO_EVENT  MUST", "      the queue is slow", "      https://issues.example/1")
                .contains("      b.yaml:2:5, until 2026-11-27")
                .contains("gate met", "1 fail (1 known)")
                .doesNotContain("required ", "again ");
    }

    @Test
    void whatHasToBePutRightInTheBaselineIsSaid() {
        CaseResult passes = one("main.followed", Verdict.pass(List.of(1)));
        CaseResult beside = one("main.follow", Verdict.pass(List.of(1)));
        Policy must = Policy.defaults();

        assertThat(print(must.with(baseline("NO_EVENT", TODAY), TODAY), 0, passes, beside))
                .contains("passes, and the baseline says that it fails  take these entries out", "gate not met");
        assertThat(print(must.with(baseline("OTHER", TODAY), TODAY), 0, one("main.followed", fail()), beside))
                .contains("fails otherwise than the baseline says", "main.followed  NO_EVENT, known was OTHER")
                .contains("gate not met");
        assertThat(print(must.with(baseline("NO_EVENT", TODAY), TODAY.plusDays(1)), 0, one("main.followed", fail())))
                .contains("fails, and its entry has expired", "gate not met");
        assertThat(print(must.with(baseline("NO_EVENT", TODAY), TODAY.plusDays(1)), 0, passes))
                .contains("expired entries that nothing needs", "gate met");
        assertThat(print(must.with(baseline("NO_EVENT", TODAY), TODAY), 0, beside))
                .contains("in the baseline, and not judged in this run", "gate met");
    }

    @Test
    void failureBelowTheGateIsCounted() {
        CaseResult should = one("channel.list", fail());
        CaseResult beside = one("main.follow", Verdict.pass(List.of(1)));

        assertThat(print(Policy.defaults(), 0, should, beside))
                .contains(
                        "gate met", "1 of the failures below the gate, MUST (--gate should counts those of a SHOULD)");
        assertThat(print(new Policy(Level.SHOULD, false), 0, should, beside))
                .contains("gate not met")
                .doesNotContain("below the gate");
    }

    @Test
    void completeRunThatIsNotSaysWhy() {
        assertThat(print(
                        new Policy(Level.MUST, true),
                        0,
                        one("main.follow", Verdict.pass(List.of(1))),
                        one("main.followed", Verdict.unjudged(Outcome.INCONCLUSIVE, "too slow"))))
                .contains("not measured: --complete, and not everything could be judged")
                .contains("1  inconclusive: too slow");
    }

    @Test
    void measuredTimesAreListed() {
        CaseResult timed = new CaseResult(
                "channel.event-in-time",
                "case",
                Verdict.pass(List.of(1)),
                List.of(),
                List.of(new Latency("a note", 12_340)),
                List.of(),
                Drifts.none(),
                List.of(),
                5_000);

        assertThat(print(Policy.defaults(), 0, timed))
                .containsPattern("how long it took to be told.*\\R +channel.event-in-time +a note 12.3 ms");
    }

    private static String print(Policy policy, int columns, CaseResult... results) {
        return print(policy, columns, false, results);
    }

    private static String print(Policy policy, int columns, boolean all, CaseResult... results) {
        RunResult run = new RunResult(
                new Conditions("the embedded mock", "documented", Optional.empty(), 1, policy),
                Direction.SERVER,
                List.of(results),
                1_234_000);
        StringWriter text = new StringWriter();
        Asked asked = new Asked(
                Set.copyOf(CASES),
                all,
                id -> "misskey-kit server --only " + id,
                id -> Optional.of("misskey-kit play out/reproduce/" + id + ".yaml"));
        new ConsoleReport(new PrintWriter(text), new Palette(false, columns), asked).print(run);
        return text.toString();
    }

    private static CaseResult[] passes() {
        return CASES.stream()
                .map(id -> one(id, Verdict.pass(List.of(1))))
                .collect(Collectors.toList())
                .toArray(CaseResult[]::new);
    }

    private static Verdict fail() {
        return Verdict.fail("NO_EVENT", "none came", List.of(2));
    }

    private static Baseline baseline(String code, LocalDate expires) {
        return new Baseline(
                "b.yaml",
                List.of(new Known(
                        "main.followed",
                        code,
                        "the queue is slow",
                        Optional.of("https://issues.example/1"),
                        Optional.of(expires),
                        "b.yaml:2:5")));
    }

    private static CaseResult one(String requirement, Verdict verdict) {
        return new CaseResult(
                requirement, "case", verdict, List.of(), List.of(), List.of(), Drifts.none(), List.of(), 5_000);
    }
}
