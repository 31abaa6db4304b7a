package misskey.conformance.diagnosis;

import static misskey.conformance.diagnosis.Remedies.and;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.probe.HttpLook;
import misskey.conformance.probe.HttpLook.Answer;
import misskey.conformance.probe.HttpLook.NoAnswer;

/** Rules about what lies between a client and the stream: names, TLS, proxies, caches. Pure. */
final class WayRules {
    private static final String HANDSHAKE = "the handshake without a token was answered ";

    private WayRules() {}

    /** A11: nobody there, no TLS, another server. */
    static Optional<Advice> unreachable(Evidence evidence) {
        Optional<Dialled> shut = evidence.shut();
        if (shut.isEmpty()) {
            return Optional.empty();
        }
        String host = evidence.stream().getRawAuthority();
        Dialled seen = shut.get();
        String shownBy = "the handshake: " + seen.words();
        Optional<NoAnswer> failure = evidence.ping().flatMap(HttpLook::failure);
        if (seen.end() != Dialled.End.REFUSED && failure.isPresent()) {
            return switch (failure.get().why()) {
                case NO_SUCH_HOST ->
                    advice(
                            "there is no host " + host,
                            shownBy,
                            "check the spelling of the URL, and the DNS records of the host");
                case NO_CONNECTION ->
                    advice(
                            "nobody takes connections at " + host,
                            shownBy,
                            "check the port, that the server or the proxy runs, and the firewall");
                case TLS -> tls(host, seen.reason() + " " + failure.get().reason(), shownBy);
                case TIMEOUT ->
                    advice(
                            host + " does not answer, over HTTP neither",
                            shownBy,
                            "check that the server behind the proxy runs, and the firewall");
                case BROKEN ->
                    advice(
                            host + " breaks connections off or does not speak HTTP",
                            shownBy + "; POST /api/ping: " + failure.get().reason(),
                            "check the port, and whether it wants wss:// instead of ws://");
            };
        }
        if (seen.isRefusedWith(400) && seen.body().toLowerCase(Locale.ROOT).contains("https port")) {
            return advice(host + " speaks TLS", HANDSHAKE + "400, about its HTTPS port", "use wss://" + host);
        }
        if (seen.isRefusedWith(500, 502, 503, 504) && evidence.ping().isPresent() && !evidence.apiWorks()) {
            return advice(
                    "the server behind " + host + " does not run, or the proxy does not reach it",
                    HANDSHAKE + seen.words() + ", and POST /api/ping does not work either",
                    "check that the server runs, and the address after proxy_pass or reverse_proxy");
        }
        if (seen.end() == Dialled.End.REFUSED
                && !evidence.apiWorks()
                && !seen.isRefusedWith(401, 403, 429, 500, 502, 503, 504)) {
            String ping = evidence.pingAnswer()
                    .map(answer -> String.valueOf(answer.status()))
                    .or(() -> failure.map(NoAnswer::reason))
                    .orElse("not asked");
            return advice(
                    "what answers at " + host + " is no Misskey server, or another virtual host",
                    HANDSHAKE + seen.words() + ", POST /api/ping: " + ping,
                    "check the host's name in the URL",
                    "nginx:       server_name has to be the host; and proxy_set_header Host $host;");
        }
        return Optional.empty();
    }

    private static Optional<Advice> tls(String host, String reason, String shownBy) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("unsupported or unrecognized")) {
            return advice(host + " does not speak TLS", shownBy, "use ws:// there, or the port that has TLS");
        }
        if (lower.contains("application_protocol") || lower.contains("application protocol")) {
            return advice(
                    host + " takes HTTP/2 only, and WebSockets want HTTP/1.1",
                    shownBy,
                    "let the front offer http/1.1 beside h2 (ALPN)");
        }
        return advice(
                "the TLS certificate of " + host + " is not trusted, or not for that name",
                shownBy,
                "serve the whole chain (nginx: ssl_certificate fullchain.pem), for this name, and not expired");
    }

    private static Optional<Advice> advice(String cause, String shownBy, String... remedy) {
        return Optional.of(new Advice("A11", cause, shownBy, List.of(remedy)));
    }

    /** A8: asked too often. */
    static Optional<Advice> limited(Evidence evidence) {
        boolean handshake =
                evidence.shut().filter(seen -> seen.isRefusedWith(429)).isPresent()
                        || evidence.accounts().values().stream()
                                .anyMatch(account -> account.handshake().isRefusedWith(429));
        if (!handshake && evidence.signs().limited() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "A8",
                "the server limits how often it is asked, and may take all clients for one",
                handshake ? "the handshake was answered 429" : evidence.signs().limited() + " cases were answered 429",
                and(
                        Remedies.CLIENT_ADDRESS,
                        "this run:    wait some minutes; --patience waits longer for the server")));
    }

    /** A12: the stream is at another path. */
    static Optional<Advice> anotherPath(Evidence evidence) {
        return evidence.shut()
                .flatMap(seen -> evidence.elsewhere().entrySet().stream()
                        .filter(other -> other.getValue().isOpen())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .map(path -> new Advice(
                                "A12",
                                "the stream is at " + path + ", and not at "
                                        + evidence.stream().getRawPath(),
                                HANDSHAKE + seen.words() + ", the one to " + path + " 101",
                                Remedies.WHOLE_HOST)));
    }

    /** A4: answered out of a cache, or with a page. */
    static Optional<Advice> cached(Evidence evidence) {
        Optional<String> mark = evidence.plainAnswer().flatMap(WayRules::cacheMark);
        if (mark.isPresent()) {
            return Optional.of(new Advice(
                    "A4",
                    evidence.shut().isPresent()
                            ? "the stream is answered out of a cache"
                            : "the stream's URL may be cached, and then it is shut for everybody",
                    "GET " + evidence.stream().getRawPath() + " without an upgrade: " + mark.get(),
                    Remedies.NOT_CACHED));
        }
        return evidence.plainAnswer()
                .filter(answer -> evidence.shut().isEmpty() && isPage(answer))
                .map(answer -> new Advice(
                        "A4",
                        "the stream's URL is served as a page to whoever does not upgrade, which caches may keep",
                        "GET " + evidence.stream().getRawPath() + " without an upgrade: 200 text/html",
                        Remedies.NOT_CACHED));
    }

    /** What shows that an answer comes from a cache or may go into one. */
    private static Optional<String> cacheMark(Answer answer) {
        String age = answer.header("age");
        if (age.matches("[1-9]\\d*")) {
            return Optional.of(answer.status() + ", Age: " + age);
        }
        for (String header : List.of("cf-cache-status", "x-cache", "x-cache-status", "x-proxy-cache")) {
            if (answer.header(header).toUpperCase(Locale.ROOT).startsWith("HIT")) {
                return Optional.of(answer.status() + ", " + header + ": HIT");
            }
        }
        String control = answer.header("cache-control").toLowerCase(Locale.ROOT);
        boolean keeps =
                control.matches(".*\\b(s-maxage|max-age)=[1-9].*") && !control.matches(".*\\b(no-store|private)\\b.*");
        return keeps && answer.status() < 400
                ? Optional.of(answer.status() + ", Cache-Control: " + control)
                : Optional.empty();
    }

    private static boolean isPage(Answer answer) {
        return answer.status() == 200 && answer.header("content-type").startsWith("text/html");
    }

    /** A3: a network in front that does not let WebSockets through. */
    static Optional<Advice> cdn(Evidence evidence) {
        Optional<Dialled> refused = evidence.shut()
                .filter(seen -> seen.end() == Dialled.End.REFUSED && !seen.isRefusedWith(401))
                .filter(seen -> !network(seen).isEmpty());
        return refused.map(seen -> new Advice(
                "A3",
                network(seen) + ", in front of the server, does not let WebSockets through",
                HANDSHAKE + seen.status() + " by " + network(seen)
                        + (evidence.apiWorks() ? ", and POST /api/ping works" : ""),
                Remedies.CDN));
    }

    /** What network an answer comes from; empty where none is seen. */
    private static String network(Dialled seen) {
        String server = seen.header("server");
        if (!seen.header("cf-ray").isEmpty() || server.contains("cloudflare")) {
            return "Cloudflare";
        }
        if (!seen.header("x-served-by").isEmpty() && seen.header("x-served-by").contains("cache")) {
            return "Fastly";
        }
        if (!seen.header("x-amz-cf-id").isEmpty()) {
            return "CloudFront";
        }
        if (server.contains("akamai")) {
            return "Akamai";
        }
        return server.contains("nexuspipe") ? "NexusPIPE" : server.contains("gcore") ? "Gcore" : "";
    }

    /** A1: the API works, and the upgrade does not arrive. */
    static Optional<Advice> upgradeNotForwarded(Evidence evidence) {
        return evidence.shut()
                .filter(seen -> !seen.isRefusedWith(401, 403, 429))
                .filter(seen -> evidence.apiWorks())
                .map(seen -> new Advice(
                        "A1",
                        seen.isRefusedWith(502, 504)
                                ? "the reverse proxy finds nobody where it sends the stream"
                                : "the reverse proxy does not forward the WebSocket upgrade",
                        HANDSHAKE + seen.words() + page(seen) + ", while POST /api/ping works",
                        Remedies.FORWARD_UPGRADES));
    }

    private static String page(Dialled seen) {
        return seen.header("content-type").startsWith("text/html") ? " with a page" : "";
    }
}
