package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Wrapped;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.mutant.OddServer;
import misskey.protocol.Dialect;

/** The broken servers of a dialect, with what each of them breaks, and what none can break. */
final class MutantTable {
    private final PrintWriter out;
    private final Palette palette;

    MutantTable(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    void print(Dialect dialect) {
        List<Mutant> mutants = BrokenServers.of(dialect);
        String area = "";
        for (Mutant mutant : mutants) {
            String its = mutant.kills().substring(0, mutant.kills().indexOf('.'));
            if (!its.equals(area)) {
                out.print(area.isEmpty() ? "" : System.lineSeparator());
                area = its;
                out.println(palette.bold(area));
            }
            out.println(String.format(Locale.ROOT, "  %-33s %-36s %s", mutant.id(), mutant.kills(), mutant.code())
                    .stripTrailing());
            clause(mutant.description());
        }
        Map<String, String> unkillable = new TreeMap<>(Mutants.unkillable(dialect));
        if (!unkillable.isEmpty()) {
            out.println();
            out.println(palette.bold("no server can break"));
            unkillable.forEach((requirement, why) -> {
                out.println("  " + requirement);
                clause(why);
            });
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "in %s: %d servers with one fault break %d requirements; %d cannot be broken%n",
                dialect.fullName(),
                mutants.size(),
                mutants.stream().map(Mutant::kills).distinct().count(),
                unkillable.size());
    }

    void printOdd(Dialect dialect) {
        List<OddServer> odd = BrokenServers.odd(dialect);
        out.println(palette.bold("odd, and correct"));
        odd.forEach(server -> {
            out.println("  " + server.id());
            clause(server.description());
        });
        out.println();
        out.printf(Locale.ROOT, "in %s: %d servers that are odd and correct%n", dialect.fullName(), odd.size());
    }

    private void clause(String text) {
        Wrapped.lines(text, 6).forEach(line -> out.println("      " + palette.dim(line)));
    }
}
