package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Wrapped;
import misskey.conformance.server.ServerSuite;
import misskey.protocol.Dialect;
import misskey.protocol.Requirement;
import misskey.protocol.Requirement.InDialect;
import misskey.protocol.Requirement.Standing;
import misskey.protocol.Requirements;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List every requirement by area: its id, level, whom it binds, and whether a case judges it.",
            "",
            "  tested     the server suite has a case for it",
            "  no case    not yet",
            "  excluded   cannot be tested on the wire; explain says why",
            "",
            "A MUST turns the gate red, a SHOULD is reported, an INFO is only good to know.",
            "",
            "With --mutants it lists the servers with exactly one fault by which the kit itself is tested:",
            "each with the requirement it breaks, and the code under which that is seen."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit list",
            "  misskey-kit list --dialect misskey-2025    what holds on a modern server",
            "  misskey-kit list --coverage                what is tested, what is not, and why",
            "  misskey-kit list --mutants                 servers with one fault: misskey-kit mock --mutant ID",
            "  misskey-kit explain note.unsub-stops-events"
        })
final class ListVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--coverage",
            description = "Count by area what is tested, untested and excluded, and name the latter two.")
    private boolean coverage;

    @Option(
            names = "--mutants",
            description = {
                "List the servers with one fault instead, each with what it breaks;",
                "misskey-kit mock --mutant ID runs one. Of documented, or of --dialect."
            })
    private boolean mutants;

    @Option(
            names = "--odd",
            description = "List the servers that are odd and correct: nothing may find fault with them.")
    private boolean odd;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = {
                "Show levels and statements as this dialect has them:",
                "documented, misskey-12 or misskey-2025. Marked are those",
                "that are different there, or not applicable."
            })
    @Nullable
    private String dialect;

    @Override
    public Integer call() throws CannotRun {
        if (dialect != null) {
            Dialects.named(dialect);
        }
        if ((coverage ? 1 : 0) + (mutants ? 1 : 0) + (odd ? 1 : 0) > 1) {
            throw CannotRun.usage("--coverage, --mutants and --odd each say what is listed; give one of them");
        }
        PrintWriter out = spec.commandLine().getOut();
        Set<String> tested =
                dialect == null ? ServerSuite.requirements() : ServerSuite.requirements(Dialect.named(dialect));
        List<Requirement> listed = List.copyOf(Requirements.all().list());
        Dialect shown = Dialect.named(dialect == null ? Dialect.NAMES.get(0) : dialect);
        if (mutants) {
            new MutantTable(out, Terminal.palette()).print(shown);
        } else if (odd) {
            new MutantTable(out, Terminal.palette()).printOdd(shown);
        } else if (coverage) {
            List<Requirement> applicable =
                    listed.stream().filter(row -> in(row).applies()).toList();
            new CoverageTable(out, Terminal.palette(), tested).print(applicable);
        } else {
            list(listed, tested, out);
        }
        out.flush();
        return 0;
    }

    private void list(List<Requirement> listed, Set<String> tested, PrintWriter out) {
        Palette palette = Terminal.palette();
        String area = "";
        for (Requirement requirement : listed) {
            if (!requirement.area().equals(area)) {
                out.print(area.isEmpty() ? "" : System.lineSeparator());
                area = requirement.area();
                out.println(palette.bold(area));
            }
            row(requirement, Coverage.of(requirement, tested), out, palette);
        }
        out.println();
        totals(listed, tested, out);
    }

    private void row(Requirement requirement, Coverage state, PrintWriter out, Palette palette) {
        InDialect here = in(requirement);
        out.println(String.format(
                        Locale.ROOT,
                        "  %-44s %-6s %-6s %-9s %s",
                        requirement.id(),
                        here.applies() ? here.level() : "-",
                        word(requirement.binds()),
                        here.applies() ? state.label() : "-",
                        here.standing() == Standing.REQUIRED ? "" : palette.yellow(word(here.standing())))
                .stripTrailing());
        String text = here.applies() ? here.statement() : here.why().orElse("");
        Wrapped.lines(text, 6).forEach(line -> out.println("      " + palette.dim(line)));
    }

    private void totals(List<Requirement> listed, Set<String> tested, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d requirements: %d tested by the server suite, %d without a case, %d excluded%n",
                listed.size(),
                Coverage.TESTED.count(listed, tested),
                Coverage.UNTESTED.count(listed, tested),
                Coverage.EXCLUDED.count(listed, tested));
        if (dialect != null) {
            out.printf(
                    Locale.ROOT,
                    "in %s: %d required, %d different, %d not applicable%n",
                    dialect,
                    count(listed, Standing.REQUIRED),
                    count(listed, Standing.DIFFERENT),
                    count(listed, Standing.NOT_APPLICABLE));
        }
    }

    /** As the dialect has it; without one, as the row says. */
    private InDialect in(Requirement requirement) {
        return dialect == null ? requirement.asWritten() : requirement.in(dialect);
    }

    private long count(List<Requirement> listed, Standing standing) {
        return listed.stream().filter(row -> in(row).standing() == standing).count();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
