package misskey.conformance.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import misskey.conformance.play.ClientPlayer;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.conformance.reference.ReferenceClient;
import misskey.conformance.report.Palette;
import misskey.conformance.verdict.Gate;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Direction;
import misskey.protocol.Secret;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Performance;
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
            "Play scenario files, to a server or both ways.",
            "",
            "With --url to that server; without, to the built-in mock and to the kit's own client."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit play scenarios/documented/followed.yaml",
            "  misskey-kit play bug.yaml --url wss://misskey.example --token-env alice=A --token-env bob=B",
            "",
            "To play a scenario to a client of yours, start it with: misskey-kit mock --scenario FILE"
        })
final class PlayVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
    private List<Path> files = List.of();

    @Option(names = "--url", paramLabel = "URL", description = "Play to this server.")
    private @Nullable String url;

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

    @Override
    public Integer call() throws CannotRun {
        List<Scenario> scenarios = new ArrayList<>();
        for (Path file : files) {
            scenarios.add(read(file));
        }
        int worst = Gate.MET;
        for (Scenario scenario : scenarios) {
            spec.commandLine().getOut().println(Terminal.palette().bold(scenario.file()) + "  " + scenario.title());
            worst = Math.max(worst, scenario.judges(Direction.SERVER) ? toServer(scenario) : Gate.MET);
            worst = Math.max(worst, url == null && scenario.judges(Direction.CLIENT) ? toClient(scenario) : Gate.MET);
        }
        spec.commandLine().getOut().flush();
        return worst;
    }

    private static Scenario read(Path file) throws CannotRun {
        try {
            return ScenarioReader.read(file);
        } catch (ScenarioError broken) {
            throw CannotRun.usage(String.valueOf(broken.getMessage()));
        }
    }

    private SessionSettings settings(Scenario scenario) throws CannotRun {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(Dialects.named(dialect))
                .withAccounts(scenario.cast().users());
        return scenario.virtualTime() ? settings.withVirtualTime() : settings;
    }

    private int toServer(Scenario scenario) throws CannotRun {
        long began = System.nanoTime();
        try (Target target = target(scenario)) {
            Performance played = new ClientPlayer(scenario, new Probe(target), seed, step -> {}).play();
            return print("to a server, " + target.describe(), played, began);
        }
    }

    private Target target(Scenario scenario) throws CannotRun {
        if (url == null) {
            return new EmbeddedTarget(settings(scenario), Patience.embedded());
        }
        Map<String, Secret> tokens =
                Tokens.fromEnvironment(tokenVariables, scenario.cast().users());
        URI stream;
        try {
            stream = RemoteTarget.streamUrl(url);
        } catch (IllegalArgumentException malformed) {
            throw CannotRun.usage(String.valueOf(malformed.getMessage()));
        }
        RemoteTarget remote = new RemoteTarget(stream, tokens, Dialects.named(dialect), Patience.remote());
        Optional<String> unreachable = remote.whyUnreachable();
        if (unreachable.isPresent()) {
            throw CannotRun.notMeasured(unreachable.get());
        }
        return remote;
    }

    private int toClient(Scenario scenario) throws CannotRun {
        long began = System.nanoTime();
        SessionSettings settings = settings(scenario);
        Duration patience = Patience.embedded().event();
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(settings)) {
            Performance played = new ServerPlayer(
                            scenario,
                            session,
                            Optional.of(() -> new ReferenceClient(settings.dialect(), patience)),
                            patience,
                            seed,
                            step -> {})
                    .play();
            return print("to a client, the kit's own client", played, began);
        }
    }

    private int print(String to, Performance played, long began) {
        PrintWriter out = spec.commandLine().getOut();
        Palette palette = Terminal.palette();
        Played.printLine(out, palette, to, played, (System.nanoTime() - began) / 1_000_000);
        Played.printDiagnosis(out, palette, played);
        return Played.exit(played);
    }
}
