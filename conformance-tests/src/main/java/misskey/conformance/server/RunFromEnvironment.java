package misskey.conformance.server;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.diagnosis.Diagnosis;
import misskey.conformance.diagnosis.Evidence;
import misskey.conformance.diagnosis.Prober;
import misskey.conformance.probe.Detection;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.RemoteTarget;
import misskey.conformance.probe.Target;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/**
 * The run of cases that nobody gave a target: those started by an IDE or by a build. Their target is the mock in this
 * process, or the server that the environment names. One for each launcher session, which closes it.
 *
 * <p>{@code MISSKEY_KIT_URL} is the stream, {@code MISSKEY_KIT_TOKEN_ALICE}, {@code _BOB} and {@code _CAROL} are the tokens
 * of test accounts, {@code MISSKEY_KIT_TOKEN_ADMIN} is an administrator's, {@code MISSKEY_KIT_DIALECT} overrides the dialect
 * of the version that the server says it is. System properties are not read: reports have them in them.
 */
final class RunFromEnvironment implements AutoCloseable {
    static final String URL = "MISSKEY_KIT_URL";
    static final String DIALECT = "MISSKEY_KIT_DIALECT";
    static final String TOKEN = "MISSKEY_KIT_TOKEN_";

    private static final Duration TO_BE_DETECTED = Duration.ofSeconds(10);

    private final Run run;

    private RunFromEnvironment(Target target, boolean oneAtATime) {
        this.run = new Run(target, id -> true, result -> {}, oneAtATime);
    }

    /**
     * Makes its target.
     *
     * @throws IllegalStateException where there is a URL and no stream can be had there; its message says why
     */
    static RunFromEnvironment of(Map<String, String> environment) {
        Optional<Dialect> dialect =
                Optional.ofNullable(environment.get(DIALECT)).map(Dialect::named);
        String url = environment.getOrDefault(URL, "").strip();
        if (url.isEmpty()) {
            return new RunFromEnvironment(
                    new EmbeddedTarget(
                            SessionSettings.defaults()
                                    .withDialect(dialect.orElseGet(() -> Dialect.named("documented"))),
                            Patience.embedded().times(3)),
                    false);
        }
        return new RunFromEnvironment(remote(RemoteTarget.streamUrl(url), environment, dialect), true);
    }

    private static Target remote(URI stream, Map<String, String> environment, Optional<Dialect> dialect) {
        Map<String, Secret> tokens = new LinkedHashMap<>();
        Target.ACCOUNTS.forEach(
                account -> token(environment, account).ifPresent(secret -> tokens.put(account, secret)));
        RemoteSettings settings =
                RemoteSettings.of(stream, Dialect.named("documented")).withTokens(tokens);
        Evidence seen = new Prober(settings).look();
        if (!seen.opensForSomebody()) {
            throw new IllegalStateException(URL + ": cannot judge " + stream + ": " + Diagnosis.inOneLine(seen));
        }
        Detection detection = Detection.of(settings.origin(), TO_BE_DETECTED);
        RemoteSettings detected =
                settings.withDialect(dialect.orElse(detection.choice().dialect()), detection.served());
        return RemoteTarget.open(detected, token(environment, Target.ADMIN), System.err::println);
    }

    private static Optional<Secret> token(Map<String, String> environment, String account) {
        return Optional.ofNullable(environment.get(TOKEN + account.toUpperCase(Locale.ROOT)))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(token -> Secret.of(account, token));
    }

    Run run() {
        return run;
    }

    @Override
    public void close() {
        run.target().close();
    }
}
