package misskey.conformance.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import misskey.conformance.play.ClientUnderTest;
import misskey.conformance.play.MockUnderTest;
import misskey.conformance.play.PlayedScenario;
import misskey.conformance.play.RemoteUnderTest;
import misskey.conformance.play.ScenarioSuite;
import misskey.conformance.play.UnderTest;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.PostBudget;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.report.Printable;
import misskey.mock.MockServer;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays scenarios. */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = {
            "Play scenario files, and judge the other side.",
            "",
            "With --url to that server; with --listen to whichever client connects there; with neither both ways:",
            "to the built-in mock, and to the kit's own client."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit play scenarios/documented/followed.yaml",
            "  misskey-kit play scenarios --dialect misskey-2025",
            "  misskey-kit play bug.yaml --url wss://misskey.example --token-env alice=A --token-env bob=B",
            "  misskey-kit play bug.yaml --listen 127.0.0.1:3000",
            "",
            "To play scenarios to a client library through an adapter: misskey-kit client --help",
            "Exit codes: 0 every file passed; 1 one did not; 2 a file or option is wrong; 3 nothing could be judged."
        })
final class PlayVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files, or folders of them.")
    private List<Path> files = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Play to this server.")
    private @Nullable String url;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Play to a client that somebody works by hand: wait for it at HOST:PORT or PORT.")
    private @Nullable String listen;

    @Option(
            names = "--to",
            paramLabel = "SIDE",
            description =
                    "Without --url and --listen: only to the mock (server), or only to the kit's own client (client).")
    private @Nullable Direction to;

    @Option(
            names = "--token-env",
            paramLabel = "ACCOUNT=VARIABLE",
            description = "The environment variable that holds the token of an account of the scenario.")
    private Map<String, String> tokenVariables = new LinkedHashMap<>();

    @Option(names = "--dialect", paramLabel = "ID", description = "The dialect to play by. Default: ${DEFAULT-VALUE}.")
    private String dialect = "documented";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the values are made from that a scenario leaves open. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--patience",
            paramLabel = "FACTOR",
            description = "Wait this many times as long before something counts as missing. Default: ${DEFAULT-VALUE}.")
    private double patience = 1;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description =
                    "With --listen: how long to wait for each thing the client must do. Default: ${DEFAULT-VALUE}.")
    private int within = 60;

    @Option(
            names = {"-j", "--parallel"},
            paramLabel = "N",
            description = "Play so many at a time; to a URL always one. Default: ${DEFAULT-VALUE}.")
    private int parallelism = 8;

    @Option(names = "--complete", description = "What could not be judged is not good enough: exit with 3.")
    private boolean complete;

    @Override
    public Integer call() throws CannotRun {
        check();
        NamedFiles selection = NamedFiles.read(files);
        Dialect chosen = Dialects.named(dialect);
        if (listen != null) {
            ListenAddress address = ListenAddress.parse(listen);
            return HandPlay.all(
                    selection.scenarios(),
                    address,
                    chosen,
                    Duration.ofSeconds(within),
                    spec.commandLine().getOut());
        }
        Queue<PlayedScenario> results = new ConcurrentLinkedQueue<>();
        Progress progress = new Progress(spec.commandLine().getErr(), selection.size() > 1, selection.size(), "files");
        long began = System.nanoTime();
        if (url == null) {
            try (MockServer mock = MockServer.start()) {
                play(selection, bothWays(mock), chosen, parallelism, results, progress);
            }
        } else {
            try (RemoteTarget target = remote(selection, chosen)) {
                play(selection, List.of(new RemoteUnderTest(target)), chosen, 1, results, progress);
            }
        }
        progress.end();
        PrintWriter out = spec.commandLine().getOut();
        PlayReport report = new PlayReport(out, Terminal.palette(), this::again);
        return report.print(selection, List.copyOf(results), (System.nanoTime() - began) / 1_000, complete);
    }

    private void check() throws CannotRun {
        if (url != null && listen != null) {
            throw CannotRun.usage("--url plays to a server and --listen to a client: give one of them");
        }
        if (to != null && (url != null || listen != null)) {
            throw CannotRun.usage(
                    "--to is about playing both ways: --url is a server, and --listen waits for a client");
        }
        if (url == null && !tokenVariables.isEmpty()) {
            throw CannotRun.usage("--token-env goes with --url; the mock has the accounts of the scenario");
        }
        if (!(patience > 0 && patience <= 100)) {
            throw CannotRun.usage("--patience is a factor over 0, at most 100; found " + patience);
        }
        if (parallelism < 1 || parallelism > 256) {
            throw CannotRun.usage("--parallel is a number from 1 to 256; found " + parallelism);
        }
        if (within < 1) {
            throw CannotRun.usage("--within is a number of seconds from 1; found " + within);
        }
    }

    private void play(
            NamedFiles selection,
            List<UnderTest> underTest,
            Dialect chosen,
            int atATime,
            Queue<PlayedScenario> results,
            Progress progress) {
        ScenarioSuite.run(selection.files(), underTest, chosen, seed, atATime, result -> {
            results.add(result);
            progress.step();
        });
    }

    private List<UnderTest> bothWays(MockServer mock) {
        Patience waits = Patience.embedded().times(patience);
        return Stream.of(new MockUnderTest(mock, waits), ClientUnderTest.own(mock, waits.event()))
                .filter(underTest -> to == null || underTest.side() == to)
                .toList();
    }

    private RemoteTarget remote(NamedFiles selection, Dialect chosen) throws CannotRun {
        URI stream;
        try {
            stream = RemoteTarget.streamUrl(String.valueOf(url));
        } catch (IllegalArgumentException malformed) {
            throw CannotRun.usage(String.valueOf(malformed.getMessage()));
        }
        RemoteSettings settings = RemoteSettings.of(stream, chosen)
                .withTokens(Tokens.fromEnvironment(tokenVariables, selection.accounts()))
                .withPatience(Patience.remote().times(patience))
                .withPosts(PostBudget.unlimited()); // whoever names the files knows what they post
        Reachable.orWhyNot(settings);
        PrintWriter err = spec.commandLine().getErr();
        return RemoteTarget.open(settings, Optional.empty(), line -> err.println(Printable.of(line)));
    }

    /** The command that plays a scenario the same again. */
    private String again(Scenario scenario) {
        StringBuilder command = new StringBuilder("misskey-kit play ").append(ShellWord.of(scenario.file()));
        if (url != null) {
            command.append(" --url ").append(ShellWord.of(url));
            tokenVariables.forEach((account, variable) ->
                    command.append(" --token-env ").append(ShellWord.of(account + "=" + variable)));
        }
        return command.append(" --dialect ")
                .append(dialect)
                .append(" --seed ")
                .append(seed)
                .toString();
    }
}
