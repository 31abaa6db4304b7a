package misskey.conformance.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import misskey.conformance.report.CompareConsole;
import misskey.conformance.report.CompareConsole.Side;
import misskey.conformance.verdict.Comparison;
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
            "clients, whose scenarios are compared."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server wss://misskey.example --out before",
            "  misskey-kit server wss://misskey.example --out after",
            "  misskey-kit compare before after",
            "  misskey-kit compare --complete before/report.json after/report.json",
            "",
            "Exit codes: 0 nothing got worse; 1 something did; 2 a file cannot be read, or the reports are of",
            "different sides. Where targets, dialects or versions of the kit differ, it warns."
        })
final class CompareVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The report of the earlier run.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The report of the later run.")
    private Path after = Path.of("");

    @Option(names = "--complete", description = "What passed and could not be judged in the later run got worse.")
    private boolean complete;

    @Override
    public Integer call() throws CannotRun {
        PastReport old = PastReport.read(before);
        PastReport now = PastReport.read(after);
        if (!old.run().role().equals(now.run().role())) {
            throw CannotRun.usage(
                    old.file() + " is the report of a " + old.run().role() + ", " + now.file() + " of a "
                            + now.run().role() + "; compare two of one side");
        }
        Comparison comparison = Comparison.of(old.run(), now.run(), complete);
        new CompareConsole(spec.commandLine().getOut(), Terminal.palette())
                .print(new Side(before.toString(), old.run()), new Side(after.toString(), now.run()), comparison);
        return comparison.exitCode();
    }
}
