package misskey.conformance.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import misskey.conformance.diagnosis.Evidence;
import misskey.conformance.probe.Detection;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.PostBudget;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.NotJudged;
import misskey.conformance.verdict.Served;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which server to judge, as whom, and how to behave there. */
final class TargetOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "URL",
            description = "The stream, e.g. wss://misskey.example/streaming. Without it: the built-in mock.")
    private @Nullable String url;

    @Option(
            names = "--token-env",
            paramLabel = "ROLE=VARIABLE",
            description = "The environment variable that holds the token of alice, bob or carol, a test account each."
                    + " Tokens are never printed.")
    private Map<String, String> tokenVariables = new LinkedHashMap<>();

    @Option(
            names = "--admin-token-env",
            paramLabel = "VARIABLE",
            description = "The environment variable that holds the token of an administrator: accounts that are"
                    + " missing are made by it, and deleted (where the server cannot, suspended) in the end.")
    private @Nullable String adminVariable;

    @Option(
            names = "--dialect",
            paramLabel = "ID",
            description = "The dialect to judge by, e.g. misskey-12@12.119.2. Default: the one of the version that the"
                    + " server says it is; for the mock, documented.")
    private @Nullable String dialect;

    @Option(
            names = "--patience",
            paramLabel = "FACTOR",
            description = "Wait this many times as long before something counts as missing. Default: ${DEFAULT-VALUE}.")
    private double patience = 1;

    @Option(
            names = "--intrusive",
            description =
                    "Also do to the server at URL what no client should: frames that are not JSON, binary or up to"
                            + " some MiB large, many channels on one connection, unknown channels, wrong and empty tokens. The"
                            + " mock and servers on loopback are treated so anyway.")
    private boolean intrusive;

    @Option(
            names = "--post-budget",
            paramLabel = "N",
            description = "Post at most so many notes at URL; all are deleted. Default: ${DEFAULT-VALUE}.")
    private int postBudget = RemoteSettings.SENSIBLE_POSTS;

    /** Whether it is a server somewhere, whose cases share its accounts, and not the mock in this process. */
    boolean isRemote() {
        return url != null;
    }

    /** What was typed, for a command that does the same again: options that are not as by default; no token in it. */
    List<String> typed() {
        List<String> words = new ArrayList<>();
        if (url != null) {
            words.add(url);
        }
        tokenVariables.forEach((role, variable) -> words.addAll(List.of("--token-env", role + "=" + variable)));
        Optional.ofNullable(adminVariable).ifPresent(name -> words.addAll(List.of("--admin-token-env", name)));
        Optional.ofNullable(dialect).ifPresent(id -> words.addAll(List.of("--dialect", id)));
        if (patience != 1) {
            words.addAll(List.of("--patience", Double.toString(patience)));
        }
        if (postBudget != RemoteSettings.SENSIBLE_POSTS) {
            words.addAll(List.of("--post-budget", Integer.toString(postBudget)));
        }
        if (intrusive) {
            words.add("--intrusive");
        }
        return words;
    }

    /**
     * Makes the target. What is wrong on the command line is said before anything is sent.
     *
     * @param seed what the ids of the mock's world are made from
     * @param out where it is said what the server is; what happens at the server is said on {@code err}
     */
    JudgedTarget open(long seed, PrintWriter out, PrintWriter err) throws CannotRun {
        check();
        return url == null ? JudgedTarget.embedded(embedded(seed)) : remote(url, out, err);
    }

    private void check() throws CannotRun {
        if (!(patience > 0 && patience <= 100)) {
            throw CannotRun.usage("--patience is a factor over 0, at most 100; found " + patience);
        }
        if (postBudget < 0) {
            throw CannotRun.usage("--post-budget is a number of posts from 0; found " + postBudget);
        }
        if (url == null && (!tokenVariables.isEmpty() || adminVariable != null)) {
            throw CannotRun.usage((adminVariable == null ? "--token-env" : "--admin-token-env")
                    + " goes with a URL; the built-in mock has accounts of its own");
        }
        if (dialect != null) {
            Dialects.named(dialect);
        }
    }

    private Target embedded(long seed) throws CannotRun {
        return new EmbeddedTarget(
                SessionSettings.defaults()
                        .withDialect(Dialects.named(dialect == null ? "documented" : dialect))
                        .withSeed(seed),
                Patience.embedded().times(patience));
    }

    private JudgedTarget remote(String written, PrintWriter out, PrintWriter err) throws CannotRun {
        URI stream = streamUrl(written);
        Map<String, Secret> tokens = Tokens.fromEnvironment(tokenVariables, Target.ACCOUNTS);
        Optional<Secret> admin = adminVariable == null
                ? Optional.empty()
                : Optional.of(Tokens.fromEnvironment("--admin-token-env ", Target.ADMIN, adminVariable));
        RemoteSettings settings = RemoteSettings.of(stream, Dialects.named("documented"))
                .withTokens(tokens)
                .withPatience(Patience.remote().times(patience))
                .withPosts(PostBudget.of(postBudget))
                .withIntrusion(intrusive);
        Consumer<String> tell = line -> err.println(Printable.of(line));
        Evidence seen = Reachable.orWhyNot(settings);
        RemoteSettings detected = detect(settings, line -> out.println(Printable.of(line)));
        try {
            RemoteTarget target = RemoteTarget.open(detected, admin, tell);
            if (intrusive) {
                tell.accept("--intrusive: wrong tokens, broken and huge frames and many channels go to " + stream);
            }
            return JudgedTarget.remote(target, detected, seen);
        } catch (NotJudged refused) {
            throw CannotRun.notMeasured("no throw-away accounts at " + stream + ": " + refused.getMessage()
                    + "; is it the token of an administrator? Or give --token-env alice=VARIABLE and so on");
        }
    }

    /** Asks the server what it is, says so, and takes the dialect that follows where none was asked for. */
    private RemoteSettings detect(RemoteSettings settings, Consumer<String> say) throws CannotRun {
        Detection detection =
                Detection.of(settings.origin(), settings.patience().handshake());
        say.accept("server   " + detection.served().map(TargetOptions::words).orElse("does not say what it is"));
        if (dialect == null) {
            say.accept("judged   as " + detection.choice().dialect().fullName() + ": "
                    + detection.choice().why());
            return settings.withDialect(detection.choice().dialect(), detection.served());
        }
        say.accept("judged   as " + dialect + ", as asked; by its version it would be "
                + detection.choice().dialect().fullName());
        return settings.withDialect(Dialects.named(dialect), detection.served());
    }

    private static String words(Served served) {
        String features = served.features().entrySet().stream()
                .map(one -> ", " + one.getKey() + " " + one.getValue())
                .collect(Collectors.joining());
        return served.software() + " " + served.version() + " (" + served.from() + ")" + features;
    }

    private static URI streamUrl(String written) throws CannotRun {
        try {
            return RemoteTarget.streamUrl(written);
        } catch (IllegalArgumentException malformed) {
            throw CannotRun.usage(String.valueOf(malformed.getMessage()));
        }
    }
}
