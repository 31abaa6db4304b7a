package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import misskey.conformance.verdict.Judgement;
import misskey.conformance.verdict.Latency;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Standing;

/**
 * A run as a tree: a line for each area, and below it each requirement that failed, with why. Every requirement has its line
 * where all are asked for, or there are few.
 */
public final class ConsoleReport {
    private static final int FEW = 12;
    private static final int AREA = 13;
    /** What stands in a line beside an id: indent, mark and outcome before it, level and time behind it. */
    private static final int BESIDE_ID = 36;

    private final PrintWriter out;
    private final Palette palette;
    private final Asked asked;

    /** @param asked what the command line asked for */
    public ConsoleReport(PrintWriter out, Palette palette, Asked asked) {
        this.out = out;
        this.palette = palette;
        this.asked = asked;
    }

    /**
     * What the command line asked for.
     *
     * @param withCase the requirements that have a case, whether it was chosen or not
     * @param all whether every requirement gets its line
     * @param again the command that judges the requirement with this id again
     * @param reproduce the command that plays what shows the failure of the requirement with this id again, or why nothing
     *     does; empty where no file was asked for
     */
    public record Asked(
            Set<String> withCase,
            boolean all,
            UnaryOperator<String> again,
            Function<String, Optional<String>> reproduce) {}

    public void print(RunResult run) {
        Judgement judgement = Judgement.of(run);
        List<RequirementResult> results = run.requirements();
        Map<String, List<RequirementResult>> areas = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.requirement().area(), LinkedHashMap::new, Collectors.toList()));
        boolean all = asked.all() || results.size() <= FEW;
        if (!all) {
            out.println();
        }
        areas.forEach((area, inIt) -> {
            if (all) {
                out.println();
                out.println(palette.bold(area));
                lines(inIt, judgement);
            } else {
                area(area, inIt, judgement);
            }
        });
        new UnjudgedText(out, palette, all).print(results);
        new BaselineLines(out, palette).print(judgement);
        latencies(results);
        drift(run);
        new TotalsText(out, palette, asked).print(run, judgement);
        out.flush();
    }

    /** A line that says how many came to what, and those below it that failed. */
    private void area(String area, List<RequirementResult> results, Judgement judgement) {
        EnumMap<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        String text = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().label())
                .collect(Collectors.joining(", "));
        out.println("  " + palette.mark(worst(results)) + " " + palette.bold(padded(area, AREA)) + text);
        lines(results.stream().filter(ConsoleReport::isExplainedHere).toList(), judgement);
    }

    private void lines(List<RequirementResult> results, Judgement judgement) {
        int width = widest(results);
        results.forEach(result -> line(result, width, judgement));
    }

    /** How wide the column of the ids is: that of the longest, as far as the console has room. */
    private int widest(List<RequirementResult> results) {
        int widest = results.stream()
                .mapToInt(result -> result.requirement().id().length())
                .max()
                .orElse(0);
        return Math.min(widest, palette.width() - BESIDE_ID);
    }

    /** What stands for an area: the kit's faults and failures before passes, passes before what was not judged. */
    private static Outcome worst(List<RequirementResult> results) {
        List<Outcome> order = List.of(Outcome.ERROR, Outcome.FAIL, Outcome.PASS);
        return results.stream()
                .map(RequirementResult::outcome)
                .min(Comparator.comparingInt(
                        outcome -> order.contains(outcome) ? order.indexOf(outcome) : order.size()))
                .orElse(Outcome.UNTESTABLE);
    }

    private void line(RequirementResult result, int width, Judgement judgement) {
        String id = result.requirement().id();
        boolean known = judgement
                .row(id)
                .filter(row -> row.standing() == Standing.KNOWN)
                .isPresent();
        out.printf(
                Locale.ROOT,
                "    %s %s  %s%n",
                palette.outcome(result.outcome()),
                padded(id, width),
                palette.dim(result.level() + "  " + result.micros() / 1_000 + " ms" + (known ? "  known" : "")));
        if (isExplainedHere(result) && !known) {
            new FailureText(out, palette)
                    .print(result, asked.again().apply(id), asked.reproduce().apply(id));
        }
    }

    /** A pass needs no words; what was not judged is explained once for all, at the end. */
    private static boolean isExplainedHere(RequirementResult result) {
        return result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR;
    }

    private void latencies(List<RequirementResult> results) {
        List<RequirementResult> measured =
                results.stream().filter(result -> !result.latencies().isEmpty()).toList();
        if (measured.isEmpty()) {
            return;
        }
        heading("how long it took to be told", "from the call that caused it");
        int indent = widest(measured) + 4;
        for (RequirementResult result : measured) {
            String what =
                    result.latencies().stream().map(ConsoleReport::latency).collect(Collectors.joining(", "));
            List<String> lines = Wrapped.lines(Printable.of(what), indent, palette.width());
            out.println("  " + padded(result.requirement().id(), indent - 2) + lines.get(0));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(indent) + line));
        }
    }

    private static String latency(Latency latency) {
        return String.format(Locale.ROOT, "%s %.1f ms", latency.what(), latency.micros() / 1e3);
    }

    private void drift(RunResult run) {
        List<String> seen = new ArrayList<>();
        run.drifts().seen().forEach((drift, where) -> {
            if (drift.by() == run.role()) {
                seen.add(drift.kind().label() + " " + drift.name() + " ×" + where.count());
            }
        });
        if (!seen.isEmpty()) {
            heading("beyond the dialect", "listed, never failed");
            seen.forEach(one -> out.println("  " + Printable.of(one)));
        }
    }

    private void heading(String text, String remark) {
        out.println();
        out.println(palette.bold(text) + palette.dim("  " + remark));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
