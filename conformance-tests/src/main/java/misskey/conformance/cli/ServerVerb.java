package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import misskey.protocol.Requirements;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "With a URL and no tokens it connects anonymously and writes nothing; most is then untestable.",
            "With the tokens of three test accounts it posts, reacts and follows, and takes everything back.",
            "",
            "What passes is summed up by area; what fails is explained, with the command that shows it again."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server",
            "  misskey-kit server wss://misskey.example/streaming",
            "  misskey-kit server wss://misskey.example --token-env alice=A --token-env bob=B --token-env carol=C",
            "  misskey-kit server --only main.followed --out report",
            "  misskey-kit server --only 'main.*,note.*' --skip '*.read-all-*' --verbose",
            "  misskey-kit server wss://misskey.example --baseline misskey-baseline.yaml",
            "",
            "Exit codes:",
            "  0  the gate is met",
            "  1  it is not: a failure that the baseline does not have, a known one that fails otherwise, or an",
            "     entry of the baseline for what passes",
            "  2  the command line, or a file it names, is wrong; nothing was run",
            "  3  not measured: the server cannot be reached, nothing is chosen, no MUST was judged, or something",
            "     could not be judged and --complete refuses that",
            "  4  the kit itself is at fault"
        })
final class ServerVerb implements Callable<Integer> {
    /** Cases wait for the network most of the time. */
    private static final int CASES_FOR_EACH_PROCESSOR = 8;

    private static final int MOST_CASES = 64;
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

    @Option(
            names = "--patience",
            paramLabel = "FACTOR",
            description = "Wait this many times as long before something counts as missing. Default: ${DEFAULT-VALUE}.")
    private double patience = 1;

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "The failures that are known and do not turn the run red; misskey-kit baseline writes it.")
    private @Nullable Path baseline;

    @Option(
            names = {"-v", "--verbose"},
            description = "A line for every requirement, whatever it came to.")
    private boolean verbose;

    @Override
    public Integer call() throws CannotRun {
        judging.check();
        List<String> cases = ServerSuite.requirements();
        Set<String> chosen = new HashSet<>(judging.selection().of(cases, List::of, id -> unknown(id, cases)));
        Policy policy = judging.policy();
        if (baseline != null) {
            policy = policy.with(BaselineFile.read(baseline), LocalDate.now(ZoneId.systemDefault()));
        }
        if (!(patience > 0 && patience <= 100)) {
            throw CannotRun.usage("--patience is a factor over 0, at most 100; found " + patience);
        }
        int jobs = jobs();
        if (chosen.isEmpty()) {
            throw CannotRun.notMeasured("--only and --skip leave nothing to judge; nothing was measured");
        }
        PrintWriter console = spec.commandLine().getOut();
        try (Target target = target()) {
            console.println(Terminal.palette().bold("misskey-kit server") + "  " + target.describe() + ", dialect "
                    + target.dialect().fullName());
            Progress progress = new Progress(spec.commandLine().getErr(), url != null, chosen.size(), "cases");
            RunResult run = ServerSuite.run(target, policy, chosen::contains, jobs, result -> progress.step());
            progress.end();
            new ConsoleReport(
                            console,
                            Terminal.palette(),
                            new ConsoleReport.Asked(Set.copyOf(cases), verbose, this::again))
                    .print(run);
            write(run, console);
            return Gate.exitCode(run);
        }
    }

    private static String unknown(String pattern, List<String> cases) {
        List<String> near = new ArrayList<>(cases);
        cases.forEach(id -> near.add(id.substring(0, id.indexOf('.') + 1) + "*"));
        return Requirements.all().find(pattern).isPresent()
                ? "no case judges \"" + pattern + "\" yet (misskey-kit list --coverage names those)"
                : "no case judges \"" + pattern + "\"" + DidYouMean.suffix(pattern, near)
                        + " (misskey-kit list shows them all)";
    }

    private int jobs() throws CannotRun {
        int asked = judging.jobs().orElse(1);
        if (url != null && asked > 1) {
            throw CannotRun.usage(
                    "-j " + asked + " goes with the built-in mock, where each case has a world of its own;"
                            + " at a URL they share its accounts, and run one after another");
        }
        int usual = Math.min(
                MOST_CASES, CASES_FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors());
        return url != null ? 1 : judging.jobs().orElse(usual);
    }

    /** The command that judges this requirement again. */
    private String again(String id) {
        StringBuilder text = new StringBuilder("misskey-kit server");
        if (url != null) {
            text.append(' ').append(ShellWord.of(url));
        }
        tokenVariables.forEach(
                (account, variable) -> text.append(" --token-env ").append(ShellWord.of(account + "=" + variable)));
        if (!dialect.equals("documented")) {
            text.append(" --dialect ").append(ShellWord.of(dialect));
        }
        if (patience != 1) {
            text.append(" --patience ").append(patience);
        }
        text.append(" --only ").append(id);
        return url == null ? text + " --seed " + judging.seed() : text.toString();
    }

    private Target target() throws CannotRun {
        Dialect chosen = Dialects.playable(dialect);
        if (url == null) {
            if (!tokenVariables.isEmpty()) {
                throw CannotRun.usage("--token-env goes with a URL; the built-in mock has accounts of its own");
            }
            return new EmbeddedTarget(
                    SessionSettings.defaults().withDialect(chosen).withSeed(judging.seed()),
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

    private void write(RunResult run, PrintWriter console) throws CannotRun {
        if (judging.out().isEmpty()) {
            return;
        }
        Path out = judging.out().get();
        try {
            ReportFolder.write(run, out, Main.Version.number());
            console.println("written to " + out);
        } catch (IOException failed) {
            throw CannotRun.usage("--out " + out + ": cannot be written: " + failed.getMessage());
        }
    }
}
