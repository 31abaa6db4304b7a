package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Requirement;

/** A run as a tree: areas, and in each the requirements with what they came to. */
public final class ConsoleReport {
    private final PrintWriter out;
    private final Palette palette;

    public ConsoleReport(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    public void print(RunResult run) {
        List<RequirementResult> results = run.requirements();
        String area = "";
        for (RequirementResult result : results) {
            if (!result.requirement().area().equals(area)) {
                area = result.requirement().area();
                out.println();
                out.println(palette.bold(area));
            }
            printResult(result);
        }
        notJudged(results);
        drift(run);
        totals(run, results);
        out.flush();
    }

    private void printResult(RequirementResult result) {
        Requirement requirement = result.requirement();
        out.printf(
                Locale.ROOT,
                "  %s %-44s %s%n",
                palette.outcome(result.outcome()),
                requirement.id(),
                palette.dim(result.level() + "  " + result.micros() / 1_000 + " ms"));
        if (!isExplainedHere(result.outcome())) {
            return;
        }
        if (!result.verdict().message().isEmpty()) {
            String code = result.verdict().code().map(word -> word + ": ").orElse("");
            detail(code + result.verdict().message());
        }
        result.seenBroken().stream().limit(3).forEach(this::detail);
        if (result.outcome() == Outcome.FAIL) {
            detail("required: " + result.here().statement());
            result.transcript()
                    .ifPresent(file -> detail("shown in: transcripts/" + file
                            + (result.verdict().evidence().isEmpty()
                                    ? ""
                                    : ", line " + result.verdict().evidence().get(0))));
        }
    }

    /** A pass needs no words; what was not judged is explained once for all, at the end. */
    private static boolean isExplainedHere(Outcome outcome) {
        return outcome == Outcome.FAIL || outcome == Outcome.ERROR;
    }

    /** Why requirements were not judged, each reason once. */
    private void notJudged(List<RequirementResult> results) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        results.stream()
                .filter(result -> !result.judged() && result.outcome() != Outcome.ERROR)
                .forEach(result -> reasons.merge(
                        result.outcome().label() + ": " + result.verdict().message(), 1, Integer::sum));
        if (!reasons.isEmpty()) {
            out.println();
            out.println(palette.bold("not judged"));
            reasons.forEach((reason, count) -> out.println("  " + count + " " + Printable.of(reason)));
        }
    }

    private void detail(String text) {
        Printable.of(text).lines().forEach(line -> out.println("      " + line));
    }

    private void drift(RunResult run) {
        List<String> seen = new ArrayList<>();
        run.drifts().seen().forEach((drift, where) -> {
            if (drift.by() == run.role()) {
                seen.add(drift.kind().label() + " " + drift.name() + " ×" + where.count());
            }
        });
        if (!seen.isEmpty()) {
            out.println();
            out.println(palette.bold("beyond the dialect") + palette.dim("  listed, never failed"));
            seen.forEach(one -> out.println("  " + Printable.of(one)));
        }
    }

    private void totals(RunResult run, List<RequirementResult> results) {
        long judged = results.stream().filter(RequirementResult::judged).count();
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            long count = run.count(outcome);
            if (count > 0) {
                counts.add(count + " " + outcome.label());
            }
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "%s  judged %d of %d in %.1f s: %s%n",
                gate(Gate.exitCode(run)),
                judged,
                run.scope().size(),
                run.micros() / 1e6,
                counts.isEmpty() ? "nothing was judged" : String.join(", ", counts));
    }

    private String gate(int exitCode) {
        return switch (exitCode) {
            case Gate.MET -> palette.green("gate met");
            case Gate.NOT_MET -> palette.red("gate not met");
            case Gate.NOT_MEASURED -> palette.yellow("not measured: no MUST was judged");
            default -> palette.red("the kit is at fault");
        };
    }
}
