package misskey.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Verdict;
import misskey.protocol.Direction;
import org.junit.jupiter.api.Test;

class SummaryReportTest {
    private final String text = SummaryReport.write(Hostile.run(), Reproductions.none());

    @Test
    void saysWhatFailedWithCodeAndMessageAndWhatWasNotJudged() {
        assertThat(text)
                .startsWith("## ❌ misskey-kit: gate not met\n\nJudged <code>the server of ")
                .contains("4 of " + Hostile.run().scope().size() + " requirements judged in 1.2 s. Failures of MUST")
                .contains("| pass | 1 |\n| fail | 3 |\n| untestable | 1 |\n")
                .contains("| <code>main&#46;followed</code><br>", " | MUST | <code>NO&#95;EVENT</code> | <code>")
                .contains("the server says it is <code>&#93;&#93;&#62;")
                .contains("| 1 | <code>untestable&#58; ", " | <code>no case of this run judges them</code> |");
    }

    @Test
    void nothingThatAServerSentMeansAnything() {
        assertThat(text)
                .contains("&#60;script&#62;", "&#64;someone", "&#92;u202edesrever", "&#124; pipe", "&#96;tick&#96;")
                .doesNotContain(
                        "<script", "<img", "`", "**", "@", "#1 ", "://", "\u001b", "\u202E", "\u2028", "\uD800");
        assertThat(text.lines().filter(line -> line.startsWith("|"))).allMatch(line -> line.endsWith("|"));
    }

    @Test
    void fitsThePageOfAJobHoweverMuchFailed() {
        String escapes = "\u0000|".repeat(100_000);
        List<CaseResult> cases = Hostile.run().scope().stream()
                .map(requirement -> Hostile.one(requirement.id(), Verdict.fail("CODE", escapes, List.of(1))))
                .toList();
        RunResult run = new RunResult(Hostile.run().conditions(), Direction.SERVER, cases, 1);

        String all = SummaryReport.write(run, Reproductions.none());

        assertThat(cases).hasSizeGreaterThan(150);
        assertThat(all).contains((cases.size() - 150) + " more are in report.json.");
        assertThat(all.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(700_000);
    }
}
