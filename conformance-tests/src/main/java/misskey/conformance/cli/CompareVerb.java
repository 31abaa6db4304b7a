package misskey.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import misskey.conformance.report.CompareConsole;
import misskey.conformance.report.CompareConsole.Side;
import misskey.conformance.report.ComparePage;
import misskey.conformance.verdict.Comparison;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two runs by their reports. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare two runs by their reports: what got worse or better, what is judged that was not, or no",
            "longer, and what only one of them has.",
            "",
            "Worse is what passed and fails, or fails under another code; with --complete also what passed and",
            "could not be judged. Nothing else makes it fail, and what is only INFO never does.",
            "",
            "A report is a report.json, or the folder that --out wrote it to; both of servers, or both of",
            "clients, whose scenarios are compared. With --html there may be more of them, oldest first: the page",
            "shows all, and the first and the last decide what got worse."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server wss://misskey.example --out before",
            "  misskey-kit server wss://misskey.example --out after",
            "  misskey-kit compare before after",
            "  misskey-kit compare --complete before/report.json after/report.json",
            "  misskey-kit compare misskey-12 misskey-13 misskey-2025 --html runs.html",
            "",
            "Exit codes: 0 nothing got worse; 1 something did; 2 a file cannot be read or written, or the reports",
            "are of different sides. Where targets, dialects or versions of the kit differ, it warns."
        })
final class CompareVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The report of the earlier run.")
    private Path before = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "NEW",
            description = "The report of the later run; with --html those of runs in between may stand before it.")
    private List<Path> later = List.of();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the runs side by side as one page: requirements down, runs across.")
    private @Nullable Path html;

    @Option(names = "--complete", description = "What passed and could not be judged in the later run got worse.")
    private boolean complete;

    @Override
    public Integer call() throws CannotRun {
        if (later.size() > 1 && html == null) {
            throw CannotRun.usage("more than two reports go on a page only: give --html FILE");
        }
        Path after = later.get(later.size() - 1);
        PastReport old = PastReport.read(before);
        List<PastReport> all = new ArrayList<>(List.of(old));
        for (Path path : later) {
            PastReport next = PastReport.read(path);
            if (!old.run().role().equals(next.run().role())) {
                throw CannotRun.usage(
                        old.file() + " is the report of a " + old.run().role() + ", " + next.file() + " of a "
                                + next.run().role() + "; compare two of one side");
            }
            all.add(next);
        }
        PastReport now = all.get(all.size() - 1);
        Comparison comparison = Comparison.of(old.run(), now.run(), complete);
        new CompareConsole(spec.commandLine().getOut(), Terminal.palette())
                .print(new Side(before.toString(), old.run()), new Side(after.toString(), now.run()), comparison);
        if (html != null) {
            write(html, all);
        }
        return comparison.exitCode();
    }

    private void write(Path page, List<PastReport> reports) throws CannotRun {
        List<ComparePage.Named> named = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            Path path = i == 0 ? before : later.get(i - 1);
            named.add(new ComparePage.Named(path.toString(), reports.get(i).document()));
        }
        try {
            Files.write(page, ComparePage.write(named));
        } catch (IOException failed) {
            throw CannotRun.usage("--html " + page + ": cannot be written: " + failed);
        }
        spec.commandLine().getOut().println("written to " + page);
    }
}
