package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Gate;
import misskey.protocol.Direction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a baseline from the report of a run. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = {
            "Write a baseline: the failures of a run, as known ones, for misskey-kit server --baseline FILE.",
            "",
            "With it a run is green while exactly these fail, each under its code. What passes after all, or",
            "fails otherwise, turns it red: so the file stays true while the server gets better.",
            "",
            "Each entry needs a reason, and a new one has none yet: it says TODO, which --baseline refuses until",
            "you have written why the failure is put up with. --reason gives all new ones the same. link and",
            "expires are yours to add: a URL, and the last day on which the entry holds.",
            "",
            "Where FILE is there already, entries that still hold stay as they are, with reason, link, expiry",
            "and comments, and so do those of requirements that the run did not judge. Entries of what passes",
            "go. What fails under another code gets a new entry: the old reason speaks of something else."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server wss://misskey.example --out report",
            "  misskey-kit baseline report --out misskey-baseline.yaml",
            "  misskey-kit baseline report --out misskey-baseline.yaml --reason 'older than the kit; issue 12'",
            "  misskey-kit server wss://misskey.example --baseline misskey-baseline.yaml",
            "  misskey-kit baseline --schema > baseline.schema.json    for editors",
            "",
            "Failures that are only INFO never turn a run red, and are not written."
        })
final class BaselineVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "REPORT",
            description = "A report.json, or the folder that --out wrote it to.")
    private @Nullable Path report;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write there, or bring what is there up to date. Without it: to standard output.")
    private @Nullable Path out;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason of every new entry.")
    private String reason = BaselineFile.NO_REASON_YET;

    @Option(names = "--schema", description = "Print the JSON Schema of the format, and do nothing else.")
    private boolean schema;

    @Override
    public Integer call() throws CannotRun {
        PrintWriter console = spec.commandLine().getOut();
        if (schema) {
            console.print(BaselineFile.schema());
            console.flush();
            return Gate.MET;
        }
        if (report == null) {
            throw CannotRun.usage("REPORT is missing: a report.json, or the folder that --out wrote it to");
        }
        if (reason.isBlank()) {
            throw CannotRun.usage("--reason is empty; say why the failures are put up with, or leave it out");
        }
        PastReport past = PastReport.read(report);
        if (!past.run().role().equals(Direction.SERVER.label())) {
            throw CannotRun.usage(past.file() + ": the report of a client; only servers are judged beside a baseline");
        }
        Optional<Path> earlier = Optional.ofNullable(out).filter(Files::exists);
        Baseline before = earlier.isPresent() ? BaselineFile.readUnfinished(earlier.get()) : Baseline.none();
        NextBaseline next = NextBaseline.of(past.run(), before, reason.strip());
        String text = earlier.isPresent()
                ? BaselineText.edited(text(earlier.get()), before, next.gone(), next.added())
                : BaselineText.of(next.added());
        if (out == null) {
            console.print(text);
            console.flush();
            return Gate.MET;
        }
        write(out, text);
        console.println("written to " + out + ": " + next.kept() + " entries kept, "
                + next.added().size() + " new");
        next.remarks().forEach(remark -> console.println("  " + Printable.of(remark)));
        long unfinished = next.withoutReason();
        if (unfinished > 0) {
            console.println("write a reason where it says " + BaselineFile.NO_REASON_YET + " (" + unfinished
                    + " times): --baseline refuses the file until then");
        }
        console.flush();
        return Gate.MET;
    }

    private static String text(Path file) throws CannotRun {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw CannotRun.usage(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    private static void write(Path file, String text) throws CannotRun {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw CannotRun.usage("--out " + file + ": cannot be written: " + failed);
        }
    }
}
