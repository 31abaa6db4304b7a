package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                palette.dim(requirement.level() + "  " + result.micros() / 1_000 + " ms"));
        if (result.outcome() == Outcome.PASS) {
            return;
        }
        if (!result.verdict().message().isEmpty() && result.verdict().outcome() != Outcome.PASS) {
            String code = result.verdict().code().map(word -> word + ": ").orElse("");
            detail(code + result.verdict().message());
        }
        result.seenBroken().stream().limit(3).forEach(this::detail);
        if (result.outcome() == Outcome.FAIL) {
            detail("required: " + requirement.statement());
            result.transcript()
                    .ifPresent(file -> detail("shown in: transcripts/" + file
                            + (result.verdict().evidence().isEmpty()
                                    ? ""
                                    : ", line " + result.verdict().evidence().get(0))));
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
                Gate.exitCode(run) == Gate.MET ? palette.green("gate met") : palette.red("gate not met"),
                judged,
                RunResult.scope(run.role()).size(),
                run.micros() / 1e6,
                counts.isEmpty() ? "nothing was judged" : String.join(", ", counts));
    }
}
