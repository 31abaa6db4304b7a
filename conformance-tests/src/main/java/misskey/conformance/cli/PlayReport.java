package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import misskey.conformance.play.PlayedScenario;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Outcome;
import misskey.scenario.Scenario;
import misskey.scenario.play.Performance;

/** What playing files came to, on the console: a line for each, then what went wrong, then the sum. */
final class PlayReport {
    private static final int SLOWEST = 5;

    private final PrintWriter out;
    private final Palette palette;
    private final Function<Scenario, String> again;

    /** @param again the command that plays a scenario the same again */
    PlayReport(PrintWriter out, Palette palette, Function<Scenario, String> again) {
        this.out = out;
        this.palette = palette;
        this.again = again;
    }

    /** Prints everything; gives the exit code. */
    int print(NamedFiles selection, List<PlayedScenario> results, long micros, boolean complete) {
        Map<String, List<PlayedScenario>> byFile = results.stream()
                .collect(Collectors.groupingBy(result -> result.scenario().file()));
        int widest = selection.scenarios().stream()
                .mapToInt(scenario -> scenario.file().length())
                .max()
                .orElse(0);
        for (Scenario scenario : selection.scenarios()) {
            line(scenario, byFile.getOrDefault(scenario.file(), List.of()), widest);
        }
        for (PlayedScenario result : results) {
            details(result);
        }
        sum(results, micros);
        out.flush();
        return Played.exit(results.stream().map(PlayedScenario::performance).toList(), complete);
    }

    private void line(Scenario scenario, List<PlayedScenario> results, int widest) {
        String name = scenario.file()
                + " ".repeat(Math.max(0, widest - scenario.file().length()));
        out.println(Printable.of(name) + "  " + sides(results) + palette.dim("  " + Printable.of(scenario.title())));
    }

    private String sides(List<PlayedScenario> results) {
        if (results.isEmpty()) {
            return palette.yellow("nobody to play it to");
        }
        return results.stream()
                .sorted(Comparator.comparing(PlayedScenario::to).reversed())
                .map(result -> palette.dim(result.to().label() + " ")
                        + Played.word(palette, result.performance())
                        + palette.dim(String.format(Locale.ROOT, " %5d ms", result.micros() / 1_000)))
                .collect(Collectors.joining("  "));
    }

    private void details(PlayedScenario result) {
        Performance played = result.performance();
        if (played.passed() && played.findings().isEmpty()) {
            return;
        }
        out.println();
        out.println(palette.bold(Printable.of(result.scenario().title())) + "  to a "
                + result.to().label() + ": " + Played.word(palette, played));
        Played.printDiagnosis(
                out,
                palette,
                played,
                Optional.of(again.apply(result.scenario())).filter(command -> !played.passed()));
    }

    private void sum(List<PlayedScenario> results, long micros) {
        if (results.size() < 2) {
            return;
        }
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        results.forEach(result -> counts.merge(Played.outcome(result.performance()), 1L, Long::sum));
        out.println();
        out.printf(
                Locale.ROOT,
                "played %d in %.1f s: %s%n",
                results.size(),
                micros / 1e6,
                counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().label())
                        .collect(Collectors.joining(", ")));
        if (results.size() > SLOWEST) {
            out.println(palette.dim("slowest: "
                    + results.stream()
                            .sorted(Comparator.comparing(PlayedScenario::micros).reversed())
                            .limit(SLOWEST)
                            .map(result -> Printable.of(result.scenario().file()) + " to a "
                                    + result.to().label() + " " + result.micros() / 1_000 + " ms")
                            .collect(Collectors.joining(", "))));
        }
    }
}
