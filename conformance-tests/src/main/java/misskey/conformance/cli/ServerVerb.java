package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import misskey.conformance.probe.Target;
import misskey.conformance.report.AdviceText;
import misskey.conformance.report.ConsoleReport;
import misskey.conformance.report.ReportFolder;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.DidYouMean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges a server. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = {
            "Judge a server: the built-in mock, or the one at URL.",
            "",
            "With a URL and no tokens it connects anonymously and writes nothing; most requirements are then untestable.",
            "With the tokens of three test accounts it posts, reacts and follows, and takes everything back, after ^C too.",
            "With an administrator's token the accounts are made for the run, and deleted with it."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server",
            "  misskey-kit server wss://misskey.example/streaming",
            "  misskey-kit server wss://misskey.example --token-env alice=A --token-env bob=B --token-env carol=C",
            "  misskey-kit server wss://misskey.example --admin-token-env ADMIN",
            "  misskey-kit server --only main.followed --out report"
        })
final class ServerVerb implements Callable<Integer> {
    private static final int PARALLEL = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Judge these requirements only.")
    private List<String> only = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes the ids of the mock's world. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Write report.json, junit.xml and transcripts there.")
    private @Nullable Path out;

    @Override
    public Integer call() throws CannotRun {
        checkIds();
        checkOut();
        PrintWriter console = spec.commandLine().getOut();
        try (JudgedTarget judged =
                targets.open(seed, console, spec.commandLine().getErr())) {
            Target target = judged.target();
            console.println(Terminal.palette().bold("misskey-kit server") + "  " + target.describe() + ", dialect "
                    + target.dialect().fullName());
            boolean parallel = !targets.isRemote();
            Progress progress = new Progress(
                    spec.commandLine().getErr(),
                    !parallel,
                    ServerSuite.requirements().size(),
                    "cases");
            RunResult run = ServerSuite.run(
                    target,
                    Policy.defaults(),
                    id -> only.isEmpty() || only.contains(id),
                    parallel ? PARALLEL : 1,
                    result -> progress.step());
            progress.end();
            new ConsoleReport(console, Terminal.palette()).print(run);
            AdviceText.print(console, Terminal.palette(), judged.likelyCauses(run));
            write(run, console);
            return Gate.exitCode(run);
        }
    }

    private void checkIds() throws CannotRun {
        List<String> known = ServerSuite.requirements();
        for (String id : only) {
            if (!known.contains(id)) {
                throw CannotRun.usage("--only: no case judges \"" + id + "\"" + DidYouMean.suffix(id, known)
                        + " (misskey-kit list shows them all)");
            }
        }
    }

    private void checkOut() throws CannotRun {
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw CannotRun.usage("--out " + out + ": is a file; expected a folder, or a name for a new one");
        }
    }

    private void write(RunResult run, PrintWriter console) throws CannotRun {
        if (out == null) {
            return;
        }
        try {
            ReportFolder.write(run, out, Main.Version.number());
            console.println("written to " + out);
        } catch (IOException failed) {
            throw CannotRun.usage("--out " + out + ": cannot be written: " + failed.getMessage());
        }
    }
}
