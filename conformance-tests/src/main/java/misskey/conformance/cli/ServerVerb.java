package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import misskey.conformance.probe.Target;
import misskey.conformance.report.AdviceText;
import misskey.conformance.report.ConsoleReport;
import misskey.conformance.report.ReportFolder;
import misskey.conformance.reproduce.Reproduction;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.DidYouMean;
import misskey.protocol.Requirements;
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
            "With an administrator's token the accounts are made for the run, and deleted with it.",
            "",
            "What passes is summed up by area; what fails is explained, with the command that judges it again, and",
            "with --out the command that plays a scenario which shows it again."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit server",
            "  misskey-kit server wss://misskey.example/streaming",
            "  misskey-kit server wss://misskey.example --token-env alice=A --token-env bob=B --token-env carol=C",
            "  misskey-kit server wss://misskey.example --admin-token-env ADMIN",
            "  misskey-kit server --only main.followed --out report",
            "  misskey-kit server --only 'main.*,note.*' --skip '*.read-all-*' --verbose",
            "  misskey-kit server wss://misskey.example --baseline misskey-baseline.yaml",
            "",
            "Exit codes: 0 the gate is met; 1 it is not: a failure that the baseline does not have, one that fails",
            "otherwise than it says, or an entry of what passes; 2 the command line or a file is wrong; 3 nothing was",
            "measured: the server cannot be reached, no MUST was judged, nothing is chosen, or --complete and something",
            "could not be judged; 4 the kit itself is at fault."
        })
final class ServerVerb implements Callable<Integer> {
    /** Cases wait for the network most of the time. */
    private static final int CASES_FOR_EACH_PROCESSOR = 8;

    private static final int MOST_CASES = 64;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private TargetOptions targets = new TargetOptions();

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
        if (!targets.isRemote()) {
            WarmUp.begin();
        }
        List<String> cases = List.copyOf(ServerSuite.requirements());
        Set<String> chosen = new HashSet<>(judging.selection().of(cases, List::of, id -> unknown(id, cases)));
        Policy policy = judging.policy();
        if (baseline != null) {
            policy = policy.with(BaselineFile.read(baseline), LocalDate.now(ZoneId.systemDefault()));
        }
        int jobs = jobs();
        if (chosen.isEmpty()) {
            throw CannotRun.notMeasured("--only and --skip leave nothing to judge; nothing was measured");
        }
        PrintWriter console = spec.commandLine().getOut();
        try (JudgedTarget judged =
                targets.open(judging.seed(), console, spec.commandLine().getErr())) {
            Target target = judged.target();
            console.println(Terminal.palette().bold("misskey-kit server") + "  " + target.describe() + ", dialect "
                    + target.dialect().fullName());
            Progress progress = new Progress(spec.commandLine().getErr(), targets.isRemote(), chosen.size(), "cases");
            RunResult run = ServerSuite.run(target, policy, chosen::contains, jobs, result -> progress.step());
            progress.end();
            Reproductions reproductions =
                    judging.out().isPresent() ? Reproductions.of(run, Main.Version.number()) : Reproductions.none();
            new ConsoleReport(
                            console,
                            Terminal.palette(),
                            new ConsoleReport.Asked(
                                    Set.copyOf(cases),
                                    verbose,
                                    this::again,
                                    id -> reproductions.of(id).map(one -> reproduce(one, run))))
                    .print(run);
            AdviceText.print(console, Terminal.palette(), judged.likelyCauses(run));
            write(run, reproductions, console);
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
        if (targets.isRemote() && asked > 1) {
            throw CannotRun.usage(
                    "-j " + asked + " goes with the built-in mock, where each case has a world of its own;"
                            + " at a URL they share its accounts, and run one after another");
        }
        int usual = Math.min(
                MOST_CASES, CASES_FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors());
        return targets.isRemote() ? 1 : judging.jobs().orElse(usual);
    }

    /** The command that judges this requirement again. */
    private String again(String id) {
        StringBuilder text = new StringBuilder("misskey-kit server");
        targets.typed().forEach(word -> text.append(' ').append(ShellWord.of(word)));
        text.append(" --only ").append(id);
        return targets.isRemote() ? text.toString() : text + " --seed " + judging.seed();
    }

    /** The command that plays what shows a failure again, or why nothing does. */
    private String reproduce(Reproduction one, RunResult run) {
        Path out = judging.out().orElse(Path.of(""));
        return one.file()
                .map(file -> {
                    StringBuilder text = new StringBuilder("misskey-kit play ");
                    text.append(ShellWord.of(out.resolve(file).toString()));
                    targets.playing(one.accounts())
                            .forEach(word -> text.append(' ').append(ShellWord.of(word)));
                    text.append(" --dialect ").append(run.dialect());
                    return text.append(" --seed ").append(judging.seed()).toString();
                })
                .orElse("no scenario can show this: " + one.why());
    }

    private void write(RunResult run, Reproductions reproductions, PrintWriter console) throws CannotRun {
        if (judging.out().isEmpty()) {
            return;
        }
        Path out = judging.out().get();
        try {
            ReportFolder.write(run, reproductions, out, Main.Version.number());
            console.println("written to " + out);
        } catch (IOException failed) {
            throw CannotRun.usage("--out " + out + ": cannot be written: " + failed.getMessage());
        }
    }
}
