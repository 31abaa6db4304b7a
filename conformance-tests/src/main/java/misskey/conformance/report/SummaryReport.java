package misskey.conformance.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import misskey.conformance.reproduce.Reproduction;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;

/**
 * A run as {@code summary.md}, for the page of a job, such as the file that {@code $GITHUB_STEP_SUMMARY} names: what it came
 * to, what failed, and what was not judged. Well below the 1 MiB that such a page takes, whatever the server sent.
 */
public final class SummaryReport {
    private static final int MOST_ROWS = 150;
    private static final int LONGEST = 300;

    private SummaryReport() {}

    /** The summary. */
    public static String write(RunResult run, Reproductions reproductions) {
        StringBuilder text = new StringBuilder();
        headline(text, run);
        totals(text, run);
        failures(text, run, reproductions);
        notJudged(text, run);
        return text.toString();
    }

    private static void headline(StringBuilder text, RunResult run) {
        int exitCode = Gate.exitCode(run);
        String sign = exitCode == Gate.MET ? "✅" : exitCode == Gate.NOT_MEASURED ? "⚠️" : "❌";
        text.append("## ").append(sign).append(" misskey-kit: ").append(Words.ofExitCode(exitCode));
        text.append("\n\nJudged ")
                .append(Markdown.code(run.target(), LONGEST))
                .append(" by the dialect ")
                .append(Markdown.code(run.dialect(), LONGEST));
        run.conditions()
                .server()
                .ifPresent(served -> text.append("; the server says it is ")
                        .append(Markdown.code(served.software() + " " + served.version(), LONGEST))
                        .append(" (")
                        .append(Markdown.plain(served.from(), LONGEST))
                        .append(")"));
        text.append(String.format(
                Locale.ROOT,
                ".\n%d of %d requirements judged in %.1f s. Failures of %s turn it red.\n\n",
                Words.judged(run),
                run.scope().size(),
                run.micros() / 1e6,
                Words.counted(run.conditions().policy())));
    }

    private static void totals(StringBuilder text, RunResult run) {
        text.append("| outcome | requirements |\n| --- | ---: |\n");
        for (Outcome outcome : Outcome.values()) {
            long count = run.count(outcome);
            if (count > 0) {
                text.append("| ")
                        .append(outcome.label())
                        .append(" | ")
                        .append(count)
                        .append(" |\n");
            }
        }
    }

    private static void failures(StringBuilder text, RunResult run, Reproductions reproductions) {
        List<RequirementResult> broken = run.requirements().stream()
                .filter(result -> result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR)
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        text.append(
                "\n### What failed\n\n| requirement | level | code | seen | shown again by |\n| --- | --- | --- | --- | --- |\n");
        broken.stream()
                .limit(MOST_ROWS)
                .forEach(result -> text.append("| ")
                        .append(Markdown.code(result.requirement().id(), LONGEST))
                        .append("<br>")
                        .append(Markdown.plain(result.here().statement(), LONGEST))
                        .append(" | ")
                        .append(result.level())
                        .append(" | ")
                        .append(Markdown.code(result.code().orElse(""), LONGEST))
                        .append(" | ")
                        .append(Markdown.code(seen(result), LONGEST))
                        .append(" | ")
                        .append(reproductions
                                .of(result.requirement().id())
                                .map(SummaryReport::shownAgainBy)
                                .orElse(""))
                        .append(" |\n"));
        if (broken.size() > MOST_ROWS) {
            text.append("\n").append(broken.size() - MOST_ROWS).append(" more are in report.json.\n");
        }
    }

    /** What the case saw; where it has none or saw nothing wrong, the first finding. */
    private static String seen(RequirementResult result) {
        boolean ownWords = result.verdict().outcome() == result.outcome()
                || result.seenBroken().isEmpty();
        return ownWords ? result.verdict().message() : result.seenBroken().get(0);
    }

    private static String shownAgainBy(Reproduction one) {
        return one.file()
                .map(file -> Markdown.code(file, LONGEST))
                .orElseGet(() -> Markdown.plain("no scenario: " + one.why(), LONGEST));
    }

    private static void notJudged(StringBuilder text, RunResult run) {
        Map<String, Integer> reasons = Words.notJudged(run);
        if (reasons.isEmpty()) {
            return;
        }
        text.append("\n### What was not judged, and why\n\n| requirements | why |\n| ---: | --- |\n");
        reasons.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(reason -> text.append("| ")
                        .append(reason.getValue())
                        .append(" | ")
                        .append(Markdown.code(reason.getKey(), LONGEST))
                        .append(" |\n"));
        if (reasons.size() > MOST_ROWS) {
            text.append("\n").append(reasons.size() - MOST_ROWS).append(" more reasons are in report.json.\n");
        }
    }
}
