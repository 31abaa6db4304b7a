package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.ScenarioResult;
import misskey.protocol.Direction;

/** A client's run: a line for each scenario as it ends, then why some failed, then the sum. */
public final class ClientConsole {
    private final PrintWriter out;
    private final Palette palette;

    public ClientConsole(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** The line of a scenario. */
    public void line(ScenarioResult result) {
        out.printf(
                Locale.ROOT,
                "  %s %-36s %s  %s%n",
                palette.outcome(result.outcome()),
                Printable.of(result.name()),
                Printable.of(result.title()),
                palette.dim(result.level() + "  " + result.micros() / 1_000 + " ms"));
        out.flush();
    }

    /**
     * What is to be said when all are over.
     *
     * @param again the command that plays a scenario again
     */
    public void print(ClientRun run, Function<ScenarioResult, String> again) {
        run.scenarios().stream().filter(ClientConsole::isExplained).forEach(result -> explain(result, again));
        notJudged(run);
        besides(run);
        drift(run);
        totals(run);
        out.flush();
    }

    private static boolean isExplained(ScenarioResult result) {
        return result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR || result.isAdaptersMistake();
    }

    private void explain(ScenarioResult result, Function<ScenarioResult, String> again) {
        out.println();
        out.println(palette.bold(Printable.of(result.name())) + "  " + Printable.of(result.title()));
        result.diagnosis()
                .ifPresentOrElse(
                        diagnosis -> DiagnosisText.print(out, palette, diagnosis),
                        () -> out.println("      " + Printable.of(result.message())));
        List<String> words = result.adapters().stream()
                .flatMap(adapter -> adapter.lastWords().stream())
                .toList();
        if (!words.isEmpty()) {
            out.println("      " + palette.bold("the adapter's standard error"));
            words.forEach(line -> out.println("        " + Printable.of(line)));
        }
        out.println("      " + palette.bold("covers") + "  " + String.join(", ", result.covers()));
        out.println("      " + palette.bold("again") + "   " + Printable.of(again.apply(result)));
    }

    /** Why scenarios were not judged, each reason once. */
    private void notJudged(ClientRun run) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        run.scenarios().stream()
                .filter(result -> !result.judged() && !isExplained(result))
                .forEach(result ->
                        reasons.merge(result.outcome().label() + ": " + withoutPlace(result), 1, Integer::sum));
        if (!reasons.isEmpty()) {
            heading("not judged");
            reasons.forEach((reason, count) -> out.println("  " + count + " " + Printable.of(reason)));
        }
    }

    private static String withoutPlace(ScenarioResult result) {
        return result.diagnosis().map(diagnosis -> diagnosis.message()).orElse(result.message());
    }

    private void besides(ClientRun run) {
        List<ClientRun.Besides> all = run.besides();
        if (!all.isEmpty()) {
            heading("broken besides");
            all.forEach(each -> {
                out.println("  " + palette.red(each.requirement())
                        + palette.dim("  " + each.level() + "  ×" + each.seen().size()));
                out.println("      " + Printable.of(each.seen().get(0)));
            });
        }
    }

    private void drift(ClientRun run) {
        List<String> seen = new ArrayList<>();
        run.drifts().seen().forEach((drift, where) -> {
            if (drift.by() == Direction.CLIENT) {
                seen.add(drift.kind().label() + " " + drift.name() + " ×" + where.count());
            }
        });
        if (!seen.isEmpty()) {
            heading("beyond the dialect");
            seen.forEach(one -> out.println("  " + Printable.of(one)));
        }
    }

    private void heading(String text) {
        out.println();
        out.println(palette.bold(text));
    }

    private void totals(ClientRun run) {
        List<String> counts = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (run.count(outcome) > 0) {
                counts.add(run.count(outcome) + " " + outcome.label());
            }
        }
        long uncounted = run.scenarios().stream()
                .filter(result -> result.outcome() == Outcome.FAIL && !run.breaks(result))
                .count();
        out.println();
        out.printf(
                Locale.ROOT,
                "%s  %d of %d scenarios passed in %.1f s: %s%s%n",
                gate(run.exitCode()),
                run.count(Outcome.PASS),
                run.scenarios().size(),
                run.micros() / 1e6,
                String.join(", ", counts),
                uncounted == 0
                        ? ""
                        : "; " + uncounted + " of the failures below the gate, "
                                + run.policy().gate() + " (--gate should counts them)");
    }

    private String gate(int exitCode) {
        return switch (exitCode) {
            case Gate.MET -> palette.green("gate met");
            case Gate.NOT_MET -> palette.red("gate not met");
            case Gate.NOT_MEASURED -> palette.yellow("not measured");
            case Gate.USAGE -> palette.red("a scenario is mistaken");
            default -> palette.red("the kit is at fault");
        };
    }
}
