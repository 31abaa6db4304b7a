package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.conformance.report.ConsoleReport;
import misskey.conformance.report.ReportFolder;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a server. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = {
            "Judge a server: the built-in mock, or the one at URL.",
            "",
            "With a URL and no tokens it connects anonymously and writes nothing; most requirements are then untestable.",
            "With the tokens of three test accounts it posts, reacts and follows, and takes everything back."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server",
            "  misskey-kit server wss://misskey.example/streaming",
            "  misskey-kit server wss://misskey.example --token-env alice=A --token-env bob=B --token-env carol=C",
            "  misskey-kit server --only main.followed --out report"
        })
final class ServerVerb implements Callable<Integer> {
    private static final int PARALLEL = 16;
    private static final List<String> ROLES = List.of("alice", "bob", "carol");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "URL",
            description = "The stream, e.g. wss://misskey.example/streaming. Without it: the built-in mock.")
    private @Nullable String url;

    @Option(
            names = "--token-env",
            paramLabel = "ROLE=VARIABLE",
            description =
                    "The environment variable that holds the token of alice, bob or carol. Tokens are never printed.")
    private Map<String, String> tokenVariables = new LinkedHashMap<>();

    @Option(names = "--dialect", paramLabel = "ID", description = "The dialect to judge by. Default: ${DEFAULT-VALUE}.")
    private String dialect = "documented";

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Judge these requirements only.")
    private List<String> only = List.of();

    @Option(
            names = "--patience",
            paramLabel = "FACTOR",
            description = "Wait this many times as long before something counts as missing. Default: ${DEFAULT-VALUE}.")
    private double patience = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes the ids of the mock's world. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write index.html, report.json, junit.xml, summary.md and transcripts there.")
    private @Nullable Path out;

    @Override
    public Integer call() throws CannotRun {
        checkIds();
        if (!(patience > 0 && patience <= 100)) {
            throw CannotRun.usage("--patience is a factor over 0, at most 100; found " + patience);
        }
        checkOut();
        PrintWriter console = spec.commandLine().getOut();
        try (Target target = target()) {
            console.println(Terminal.palette().bold("misskey-kit server") + "  " + target.describe() + ", dialect "
                    + target.dialect().fullName());
            boolean parallel = url == null;
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

    private Target target() throws CannotRun {
        Dialect chosen = Dialects.playable(dialect);
        if (url == null) {
            if (!tokenVariables.isEmpty()) {
                throw CannotRun.usage("--token-env goes with a URL; the built-in mock has accounts of its own");
            }
            return new EmbeddedTarget(
                    SessionSettings.defaults().withDialect(chosen).withSeed(seed),
                    Patience.embedded().times(patience));
        }
        RemoteTarget remote = new RemoteTarget(
                parse(url),
                Tokens.fromEnvironment(tokenVariables, ROLES),
                chosen,
                Patience.remote().times(patience));
        Optional<String> unreachable = remote.whyUnreachable();
        if (unreachable.isPresent()) {
            throw CannotRun.notMeasured(unreachable.get());
        }
        return remote;
    }

    private static URI parse(String url) throws CannotRun {
        try {
            return RemoteTarget.streamUrl(url);
        } catch (IllegalArgumentException malformed) {
            throw CannotRun.usage(String.valueOf(malformed.getMessage()));
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
