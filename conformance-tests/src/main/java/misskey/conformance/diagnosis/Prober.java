package misskey.conformance.diagnosis;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.diagnosis.Evidence.Account;
import misskey.conformance.probe.HttpLook;
import misskey.conformance.probe.RemoteSettings;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;

/**
 * Looks at a server's stream as a guest: one request after another, and no more of them than what came so far makes
 * worth while. A stream that opens for everybody gets one handshake for each token, or one without.
 */
public final class Prober {
    /** Where streams were seen to be. */
    private static final List<String> USUAL_PATHS = List.of("/streaming", "/streaming/", "/");

    private final URI stream;
    private final URI origin;
    private final Map<String, Secret> tokens;
    private final Duration patience;
    private final Redactor redactor = new Redactor();

    public Prober(RemoteSettings settings) {
        this.stream = settings.stream();
        this.origin = settings.origin();
        this.tokens = settings.tokens();
        this.patience = settings.patience().handshake();
        tokens.values().forEach(redactor::add);
    }

    /** Looks as far as something is wrong. */
    public Evidence look() {
        Map<String, Account> accounts = accounts();
        Evidence evidence = Evidence.about(stream).withAccounts(accounts);
        boolean allOpen = accounts.values().stream()
                .allMatch(account -> account.handshake().isOpen());
        if (!tokens.isEmpty() && allOpen) {
            return evidence;
        }
        Dialled anonymous = dial(stream, Optional.empty());
        evidence = evidence.withAnonymous(anonymous);
        return anonymous.isOpen() ? evidence : lookCloser(evidence, anonymous);
    }

    private Evidence lookCloser(Evidence so, Dialled anonymous) {
        Evidence evidence = withPages(so);
        boolean elsewhere = anonymous.end() == Dialled.End.REFUSED
                && !anonymous.isRefusedWith(401, 403, 429)
                && evidence.apiWorks();
        return elsewhere ? evidence.withElsewhere(elsewhere()) : evidence;
    }

    /** With how the stream's URL and the API answer plain HTTP. */
    public Evidence withPages(Evidence evidence) {
        return evidence.withHttp(
                HttpLook.post(origin.resolve("/api/ping"), Json.object(), patience),
                HttpLook.get(URI.create(origin + stream.getRawPath()), patience));
    }

    /** One after another; when a token is refused for another reason than the token, the rest is not asked. */
    private Map<String, Account> accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Map.Entry<String, Secret> token : tokens.entrySet()) {
            Dialled dialled = dial(stream, Optional.of(token.getValue()));
            if (dialled.isOpen()) {
                accounts.put(token.getKey(), new Account(dialled, Optional.empty()));
            } else {
                accounts.put(token.getKey(), new Account(dialled, Optional.of(own(token.getValue()))));
                return accounts;
            }
        }
        return accounts;
    }

    private HttpLook own(Secret token) {
        return HttpLook.post(origin.resolve("/api/i"), Json.object().put("i", token.reveal()), patience)
                .masked(redactor);
    }

    private Map<String, Dialled> elsewhere() {
        Map<String, Dialled> seen = new LinkedHashMap<>();
        for (String path : USUAL_PATHS) {
            if (!path.equals(stream.getRawPath())) {
                Dialled dialled = dial(stream.resolve(path), Optional.empty());
                seen.put(path, dialled);
                if (dialled.isOpen()) {
                    return seen;
                }
            }
        }
        return seen;
    }

    private Dialled dial(URI where, Optional<Secret> token) {
        return Dialled.of(WireClient.dial(WireRequest.to(StreamUrls.withToken(where, token)), patience))
                .masked(redactor);
    }
}
