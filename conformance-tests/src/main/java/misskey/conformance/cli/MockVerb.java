package misskey.conformance.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Gate;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.tls.TlsCertificate;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Direction;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the mock server. */
@Command(
        name = "mock",
        mixinStandardHelpOptions = true,
        description = {
            "Run a mock Misskey server.",
            "",
            "It is live until Ctrl-C, or, with --scenario, plays that to the next client and ends.",
            "The live one has the accounts alice, bob, carol and admin; the token of NAME is NAME-token.",
            "What a client does against the protocol is printed as it happens."
        },
        footer = {
            "",
            "Examples:",
            "  misskey-kit mock",
            "  misskey-kit mock --port 0",
            "  misskey-kit mock --dialect misskey-2025",
            "  misskey-kit mock --host 0.0.0.0 --control-token-env CONTROL_TOKEN",
            "  misskey-kit mock --tls-certificate mock.pem   (and NODE_EXTRA_CA_CERTS=mock.pem node my-client.mjs)",
            "  misskey-kit mock --mutant forgets-captures   (misskey-kit list --mutants has them all)",
            "  misskey-kit mock --scenario scenarios/documented/followed.yaml",
            "",
            "With --scenario it ends with the scenario: 0 where the client did its part, 1 where it did not,",
            "3 where the scenario asks what only an adapter can tell."
        })
final class MockVerb implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "N", description = "0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port = 3000;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = {
                "An address of this machine. One that others reach, e.g. 0.0.0.0, goes with --control-token-env.",
                "Default: ${DEFAULT-VALUE}."
            })
    private String host = "127.0.0.1";

    @Option(
            names = "--control-token-env",
            paramLabel = "VAR",
            description = "Which environment variable has the token that the control API asks for.")
    private @Nullable String controlTokenVariable;

    @Option(
            names = "--tls",
            description = {
                "Speak TLS, with a certificate that is made at each start, for localhost, 127.0.0.1, ::1 and --host."
            })
    private boolean tls;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = {
                "With TLS: where to write the certificate that clients are to trust, as PEM; what is there is replaced.",
                "It is for NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, curl --cacert and the like. Implies --tls."
            })
    private @Nullable Path tlsCertificate;

    @Option(
            names = "--dialect",
            paramLabel = "ID",
            description =
                    "How it behaves: documented, misskey-12 or misskey-2025, or one of their releases, e.g. misskey-12@12.119.2. Default: ${DEFAULT-VALUE}.")
    private String dialect = "documented";

    @Option(
            names = "--mutant",
            paramLabel = "ID",
            description = {
                "Have this one fault, or oddity, in the default session and in new ones of the same dialect:",
                "see misskey-kit list --mutants, and --odd."
            })
    private @Nullable String mutant;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Play this scenario's server side instead.")
    private @Nullable Path scenario;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description =
                    "With --scenario: how long to wait for each thing the client must do. Default: ${DEFAULT-VALUE}.")
    private int within = 60;

    @Override
    public Integer call() throws CannotRun, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw CannotRun.usage("--port is a number from 0 to 65535; found " + port);
        }
        if (mutant != null && scenario != null) {
            throw CannotRun.usage("--mutant is about the live server, and --scenario sends what the file says;"
                    + " give one of them");
        }
        ServerSettings server = server();
        SessionSettings settings = SessionSettings.defaults().withDialect(Dialects.named(dialect));
        if (mutant != null) {
            settings = settings.withMutation(BrokenServers.named(mutant, settings.dialect()));
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<Scenario> script = script();
        if (script.isPresent()) {
            settings = SessionSettings.of(script.get(), settings.dialect());
        }
        try (MockServer mock = MockServer.start(server);
                MockSession session = listen(mock, settings)) {
            out.println("stream  " + session.streamUrl() + "?i="
                    + settings.accounts().get(0) + "-token");
            out.println("api     " + session.origin() + "/api/");
            out.println("control " + session.origin() + "/_kit/"
                    + (controlTokenVariable == null ? "" : "  (asks for the token in " + controlTokenVariable + ")"));
            out.println("tokens  "
                    + String.join(
                            ", ",
                            settings.accounts().stream()
                                    .map(name -> name + "-token")
                                    .toList()));
            if (mutant != null) {
                out.println("mutant  " + mutant);
            }
            if (tlsCertificate != null) {
                out.println("trust   " + tlsCertificate);
            }
            session.session().journal().onFinding(finding -> print(out, finding));
            return script.isPresent() ? play(script.get(), session, out) : untilInterrupted(out);
        }
    }

    private ServerSettings server() throws CannotRun {
        ServerSettings settings = encrypted(ServerSettings.defaults().withHost(host));
        if (controlTokenVariable != null) {
            return settings.withControlToken(
                    Tokens.fromEnvironment("--control-token-env ", "control", controlTokenVariable));
        }
        if (settings.isOpenToOthers()) {
            throw CannotRun.usage("--host " + host + ": other machines reach that, and the control API too;"
                    + " give --control-token-env VAR, an environment variable that has a token for it");
        }
        return settings;
    }

    private ServerSettings encrypted(ServerSettings settings) throws CannotRun {
        if (!tls && tlsCertificate == null) {
            return settings;
        }
        TlsCertificate certificate =
                settings.isOnEveryAddress() ? TlsCertificate.forLoopbackAnd() : TlsCertificate.forLoopbackAnd(host);
        if (tlsCertificate != null) {
            try {
                Files.writeString(tlsCertificate, certificate.pem());
            } catch (IOException unwritable) {
                throw CannotRun.usage("--tls-certificate " + tlsCertificate
                        + ": it cannot be written; choose a file in a folder that is there and that you may write to");
            }
        }
        return settings.withTls(certificate);
    }

    private Optional<Scenario> script() throws CannotRun {
        if (scenario == null) {
            return Optional.empty();
        }
        try {
            Scenario read = ScenarioReader.read(scenario);
            if (!read.judges(Direction.CLIENT)) {
                throw CannotRun.usage(
                        scenario + ": this scenario is for servers (plays: [server]); play it with `play --url`");
            }
            return Optional.of(read);
        } catch (ScenarioError broken) {
            throw CannotRun.usage(String.valueOf(broken.getMessage()));
        }
    }

    private MockSession listen(MockServer mock, SessionSettings settings) throws CannotRun {
        try {
            return mock.session(settings, port);
        } catch (IOException unusable) {
            throw CannotRun.usage(String.valueOf(unusable.getMessage()));
        }
    }

    private int play(Scenario script, MockSession session, PrintWriter out) {
        return Played.exit(List.of(HandPlay.one(script, session, Duration.ofSeconds(within), out)), false);
    }

    private static int untilInterrupted(PrintWriter out) throws InterruptedException {
        out.println("Ctrl-C ends it.");
        out.flush();
        new CountDownLatch(1).await();
        return Gate.MET;
    }

    private static void print(PrintWriter out, Finding finding) {
        out.println(Printable.of(
                finding.conn() + ": " + finding.requirement() + " " + finding.code() + ": " + finding.message()));
        out.flush();
    }
}
