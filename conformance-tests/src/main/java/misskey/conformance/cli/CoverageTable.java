package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Wrapped;
import misskey.protocol.Requirement;

/** How much of the catalogue has a case: by area, by whom it binds, and by name what has none. */
final class CoverageTable {
    private final PrintWriter out;
    private final Palette palette;
    private final Set<String> tested;

    CoverageTable(PrintWriter out, Palette palette, Set<String> tested) {
        this.out = out;
        this.palette = palette;
        this.tested = tested;
    }

    void print(List<Requirement> rows) {
        counted("by area", rows, Requirement::area);
        counted("by who is bound", rows, row -> row.binds().name().toLowerCase(Locale.ROOT));
        List<Requirement> byLevel =
                rows.stream().sorted(Comparator.comparing(Requirement::level)).toList();
        counted("by level", byLevel, row -> row.level().name());
        out.println(palette.bold("excluded"));
        of(Coverage.EXCLUDED, rows).forEach(row -> {
            out.println("  " + row.id());
            String why = row.excludedBecause().orElse("");
            Wrapped.lines(why, 6).forEach(line -> out.println("      " + palette.dim(line)));
        });
        out.println();
        out.println(palette.bold("without a case"));
        keys(rows, Requirement::area).forEach(area -> {
            String slugs = of(Coverage.UNTESTED, rows).stream()
                    .filter(row -> row.area().equals(area))
                    .map(row -> row.id().substring(area.length() + 1))
                    .collect(Collectors.joining(", "));
            out.println(Wrapped.hanging("  " + area, slugs.isEmpty() ? "none" : slugs, 14));
        });
    }

    private void counted(String heading, List<Requirement> rows, Function<Requirement, String> by) {
        out.printf(Locale.ROOT, "%-18s%9s%9s%9s%9s%n", heading, "tested", "no case", "excluded", "all");
        keys(rows, by)
                .forEach(key -> counts(
                        key,
                        rows.stream().filter(row -> by.apply(row).equals(key)).toList()));
        counts("all", rows);
        out.println();
    }

    private void counts(String name, List<Requirement> rows) {
        out.printf(
                Locale.ROOT,
                "  %-16s%9d%9d%9d%9d%n",
                name,
                Coverage.TESTED.count(rows, tested),
                Coverage.UNTESTED.count(rows, tested),
                Coverage.EXCLUDED.count(rows, tested),
                rows.size());
    }

    private List<Requirement> of(Coverage state, List<Requirement> rows) {
        return rows.stream().filter(row -> Coverage.of(row, tested) == state).toList();
    }

    private static List<String> keys(List<Requirement> rows, Function<Requirement, String> by) {
        return rows.stream().map(by).distinct().toList();
    }
}
