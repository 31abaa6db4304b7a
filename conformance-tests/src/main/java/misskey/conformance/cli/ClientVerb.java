package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import misskey.conformance.adapter.AdapterSubject;
import misskey.conformance.adapter.Adapters;
import misskey.conformance.client.ClientSuite;
import misskey.conformance.client.NamedScenario;
import misskey.conformance.reference.ReferenceAdapter;
import misskey.conformance.report.ClientConsole;
import misskey.conformance.report.ReportFolder;
import misskey.conformance.verdict.ClientRun;
import misskey.conformance.verdict.ScenarioResult;
import misskey.mock.play.Subject;
import misskey.protocol.Dialect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a client library through its adapter. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Judge a client library: play scenarios to it, and see what it sends and what it tells.",
            "",
            "COMMAND starts its adapter, a program of some sixty lines that reads commands on standard input",
            "and writes reports on standard output. No Misskey is needed: the kit is the server. Without a",
            "COMMAND the kit's own client is judged.",
            "",
            "--only and --skip go by a scenario's file, and by the requirements it covers. --out also gets what",
            "went between the kit and each adapter."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit client -- node my-adapter.mjs",
            "  misskey-kit client --only 'note.*' --out report -- python3 adapter.py",
            "  misskey-kit client --scenario bugs/ my-bug.yaml -- ./adapter --verbose",
            "  misskey-kit client --dialect misskey-2025 --gate should --complete -- java -jar adapter.jar",
            "",
            "Write an adapter in 60 lines. The kit writes one JSON object a line, the adapter answers:",
            "",
            "  > {\"n\":1,\"command\":\"hello\",\"protocol\":1,\"dialect\":\"documented\"}",
            "  < {\"report\":\"ready\",\"n\":1,\"name\":\"my-library\",\"version\":\"1.0\",\"can\":[\"connect\",\"reconnect\"]}",
            "  > {\"n\":2,\"command\":\"open\",\"origin\":\"http://…\",\"stream\":\"ws://…/streaming\",\"token\":\"…\"}",
            "  < {\"report\":\"done\",\"n\":2}",
            "  > {\"n\":3,\"command\":\"connect\",\"channel\":\"localTimeline\",\"as\":\"local\"}",
            "  < {\"report\":\"done\",\"n\":3}",
            "  < {\"report\":\"event\",\"channel\":\"local\",\"type\":\"…\",\"body\":{…}}",
            "",
            "What the adapter says it cannot do is not asked for. Standard error is for people: its last lines",
            "are shown where something fails. The whole protocol, a skeleton and the schema are in",
            "conformance-tests/adapters/README.md.",
            "",
            "Exit codes: 0 the gate is met; 1 it is not; 2 the command line or a file is wrong; 3 nothing was",
            "measured, the adapter breaks the protocol, or --complete and something is untestable; 4 the kit",
            "itself is at fault."
        })
final class ClientVerb implements Callable<Integer> {
    private static final int PROCESSORS = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final String OWN = "the kit's own client";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "What starts the adapter, behind `--`: a program and its arguments.")
    private List<String> command = List.of();

    @Option(
            names = "--scenario",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Play these files, and those in these folders, instead of the library.")
    private List<Path> files = List.of();

    @Option(names = "--dialect", paramLabel = "ID", description = "The dialect to play by. Default: ${DEFAULT-VALUE}.")
    private String dialect = "documented";

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long to wait for each thing the client must do, where the scenario does not say. Default: ${DEFAULT-VALUE}.")
    private double within = 10;

    @Option(
            names = "--start-within",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long an adapter may take until it is ready. Default: ${DEFAULT-VALUE}.")
    private double startWithin = 30;

    @Override
    public Integer call() throws CannotRun, InterruptedException {
        check();
        Dialect chosen = Dialects.named(dialect);
        List<NamedScenario> scenarios = ScenarioSelection.of(
                files.isEmpty() ? ScenarioSelection.library() : ScenarioSelection.files(files), judging.selection());
        if (scenarios.isEmpty()) {
            throw CannotRun.notMeasured("no scenario is left that judges a client; nothing was measured");
        }
        Adapters adapters = adapters(chosen);
        String client = greet(adapters);
        PrintWriter console = spec.commandLine().getOut();
        console.println(Terminal.palette().bold("misskey-kit client") + "  " + client + ", dialect " + chosen.fullName()
                + ", scenarios: " + scenarios.size());
        console.flush();
        long began = System.nanoTime();
        ClientConsole lines = new ClientConsole(console, Terminal.palette());
        Progress progress = new Progress(spec.commandLine().getErr(), true, scenarios.size(), "scenarios");
        List<ScenarioResult> results = new ClientSuite(adapters, chosen, seconds(within), judging.seed())
                .run(scenarios, judging.jobs().orElse(PROCESSORS), result -> {
                    progress.end();
                    lines.line(result);
                    progress.step();
                });
        progress.end();
        ClientRun run = new ClientRun(
                client,
                chosen.fullName(),
                judging.seed(),
                judging.policy(),
                !files.isEmpty(),
                results,
                (System.nanoTime() - began) / 1_000);
        lines.print(run, this::again);
        write(run, console);
        return run.exitCode();
    }

    private void check() throws CannotRun {
        if (!(within > 0 && within <= 600)) {
            throw CannotRun.usage("--within is a time over 0 s, at most 600; found " + within);
        }
        if (!(startWithin > 0 && startWithin <= 600)) {
            throw CannotRun.usage("--start-within is a time over 0 s, at most 600; found " + startWithin);
        }
        judging.check();
    }

    private static Duration seconds(double time) {
        return Duration.ofMillis(Math.round(time * 1_000));
    }

    private Adapters adapters(Dialect chosen) {
        return command.isEmpty()
                ? Adapters.inside(
                        OWN,
                        (commands, reports) ->
                                ReferenceAdapter.run(commands, reports, Main.Version.number(), seconds(within)),
                        chosen.fullName(),
                        seconds(startWithin))
                : Adapters.command(command, chosen.fullName(), seconds(startWithin));
    }

    /** Starts the adapter once, so that one which does not work at all is told before anything runs. */
    private String greet(Adapters adapters) throws CannotRun {
        try (AdapterSubject first = adapters.start()) {
            return first.name();
        } catch (IOException missing) {
            throw CannotRun.usage("the adapter cannot be started: " + missing.getMessage()
                    + " (COMMAND is a program and its arguments, behind `--`)");
        } catch (Subject.Failure failure) {
            throw CannotRun.notMeasured(String.valueOf(failure.getMessage()));
        }
    }

    /** The command that plays this scenario again. */
    private String again(ScenarioResult result) {
        StringBuilder text = new StringBuilder("misskey-kit client");
        files.forEach(file -> text.append(" --scenario ").append(ShellWord.of(file.toString())));
        text.append(" --only ").append(ShellWord.of(result.name()));
        if (!dialect.equals("documented")) {
            text.append(" --dialect ").append(ShellWord.of(dialect));
        }
        text.append(" --seed ").append(judging.seed());
        if (!command.isEmpty()) {
            text.append(" -- ").append(command.stream().map(ShellWord::of).collect(Collectors.joining(" ")));
        }
        return text.toString();
    }

    private void write(ClientRun run, PrintWriter console) throws CannotRun {
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
