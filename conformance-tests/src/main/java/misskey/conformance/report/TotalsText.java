package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.report.ConsoleReport.Asked;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Judgement;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.conformance.verdict.Standing;
import misskey.protocol.Requirement;

/** The last lines of a run: whether the gate is met, how much was judged, and what the rest needs. */
final class TotalsText {
    private final PrintWriter out;
    private final Palette palette;
    private final Asked asked;

    TotalsText(PrintWriter out, Palette palette, Asked asked) {
        this.out = out;
        this.palette = palette;
        this.asked = asked;
    }

    void print(RunResult run, Judgement judgement) {
        List<RequirementResult> results = run.requirements();
        String gate = gate(judgement);
        String sum = String.format(
                Locale.ROOT,
                "%s  judged %d of %d in %.1f s: %s",
                gate,
                results.stream().filter(RequirementResult::judged).count(),
                run.scope().size(),
                run.micros() / 1e6,
                counts(run, judgement));
        List<String> lines = Wrapped.lines(sum, 2, palette.width());
        String first = lines.get(0);
        out.println();
        out.println(
                first.startsWith(gate)
                        ? painted(judgement.exitCode(), gate) + first.substring(gate.length())
                        : painted(judgement.exitCode(), first));
        lines.stream().skip(1).forEach(line -> out.println("  " + line));
        rest(run, results, judgement)
                .forEach(line ->
                        Wrapped.lines(line, 2, palette.width()).forEach(part -> out.println("  " + palette.dim(part))));
    }

    private static String counts(RunResult run, Judgement judgement) {
        int known = judgement.standing(Standing.KNOWN).size();
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count = run.count(outcome);
            if (count > 0) {
                counts.add(count + " " + outcome.label()
                        + (outcome == Outcome.FAIL && known > 0 ? " (" + known + " known)" : ""));
            }
        }
        return counts.isEmpty() ? "nothing was judged" : String.join(", ", counts);
    }

    /** What the rest of the requirements needs to be judged, and what was not counted. */
    private List<String> rest(RunResult run, List<RequirementResult> results, Judgement judgement) {
        List<String> lines = new ArrayList<>();
        List<RequirementResult> wanting = results.stream()
                .filter(result -> !result.judged() && result.verdict().needs().isPresent())
                .toList();
        if (!wanting.isEmpty()) {
            lines.add(wanting.size() + " more with "
                    + wanting.stream()
                            .flatMap(result -> result.verdict().needs().stream())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        Set<String> seen = new HashSet<>();
        results.forEach(result -> seen.add(result.requirement().id()));
        List<String> unseen = run.scope().stream()
                .map(Requirement::id)
                .filter(id -> !seen.contains(id))
                .toList();
        long leftOut = unseen.stream().filter(asked.withCase()::contains).count();
        if (leftOut > 0) {
            lines.add(leftOut + " left out by --only and --skip");
        }
        if (unseen.size() > leftOut) {
            lines.add((unseen.size() - leftOut) + " have no case yet: misskey-kit list --coverage");
        }
        long below = judgement.rows().stream()
                .filter(row -> row.standing() == Standing.NEW && !judgement.breaks(row))
                .count();
        if (below > 0) {
            lines.add(below + " of the failures below the gate, "
                    + judgement.policy().gate() + " (--gate should counts those of a SHOULD)");
        }
        return lines;
    }

    private static String gate(Judgement judgement) {
        return switch (judgement.exitCode()) {
            case Gate.MET -> "gate met";
            case Gate.NOT_MET -> "gate not met";
            case Gate.NOT_MEASURED ->
                judgement.isRefusedAsIncomplete()
                        ? "not measured: --complete, and not everything could be judged"
                        : "not measured: no MUST was judged";
            default -> "the kit is at fault";
        };
    }

    private String painted(int exitCode, String gate) {
        return switch (exitCode) {
            case Gate.MET -> palette.green(gate);
            case Gate.NOT_MEASURED -> palette.yellow(gate);
            default -> palette.red(gate);
        };
    }
}
