package misskey.conformance.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.diagnosis.Evidence.Account;
import misskey.conformance.diagnosis.Signs.Held;
import misskey.conformance.probe.HttpLook;

/** Rules about a stream that can be reached: tokens, silence, what is switched off. Pure. */
final class StreamRules {
    /** Proxies cut what is silent after 30, 60 or 100 s; a server of Misskey that hears no pong after 120 s and more. */
    private static final Duration EARLIEST_CUT = Duration.ofSeconds(25);

    private static final Duration LATEST_CUT = Duration.ofSeconds(110);

    /** Servers ping every 20 or every 60 s. */
    private static final Duration PINGED_BY_NOW = Duration.ofSeconds(70);

    private StreamRules() {}

    /** A5: a token that is refused. */
    static Optional<Advice> token(Evidence evidence) {
        return evidence.accounts().entrySet().stream()
                .filter(one -> !one.getValue().handshake().isOpen()
                        && !one.getValue().handshake().isRefusedWith(429))
                .filter(one -> evidence.anonymous().filter(Dialled::isOpen).isPresent()
                        || one.getValue().handshake().isRefusedWith(401, 403))
                .findFirst()
                .map(StreamRules::token);
    }

    private static Advice token(Map.Entry<String, Account> one) {
        String account = one.getKey();
        Optional<HttpLook.Answer> own = one.getValue().own().flatMap(HttpLook::answer);
        String code = own.map(answer -> answer.json().path("error").path("code").stringValue(""))
                .orElse("");
        String shownBy = "the handshake with it: " + one.getValue().handshake().words() + "; POST /api/i with it: "
                + own.map(answer -> answer.status() + (code.isEmpty() ? "" : " " + code))
                        .orElse("no answer");
        if (own.filter(answer -> answer.status() == 200).isPresent()) {
            return new Advice(
                    "A5",
                    "the stream does not take the token of " + account
                            + ", which the API takes: it may lack read:account",
                    shownBy,
                    List.of(
                            "make a token with the permission read:account (servers since 2023.12 want it for streams)"));
        }
        if (code.contains("PERMISSION")) {
            return new Advice(
                    "A5",
                    "the token of " + account + " lacks read:account",
                    shownBy,
                    List.of(
                            "make a token with the permission read:account (servers since 2023.12 want it for streams)"));
        }
        if (code.contains("SUSPENDED")) {
            return new Advice(
                    "A5", "the account of " + account + " is suspended", shownBy, List.of("use another account"));
        }
        return new Advice(
                "A5",
                "the token of " + account + " is not valid at this server",
                shownBy,
                List.of("check the variable: is it this server's token, whole, and not revoked since?"));
    }

    /** A2: cut while it was silent. */
    static Optional<Advice> idleTimeout(Evidence evidence) {
        return evidence.signs().held().stream()
                .filter(held -> held.cut().isPresent() && held.pings() == 0)
                .filter(held ->
                        held.open().compareTo(EARLIEST_CUT) > 0 && held.open().compareTo(LATEST_CUT) < 0)
                .findFirst()
                .map(held -> new Advice(
                        "A2",
                        "a proxy cuts connections that are silent for some " + round(held.open()) + " s",
                        "a connection " + held.cut().get() + " after " + seconds(held.open())
                                + " s, and the server had not pinged yet",
                        Remedies.LONGER_SILENCE));
    }

    /** A10: a connection that is open long and hears no ping. */
    static Optional<Advice> noPing(Evidence evidence) {
        return evidence.signs().held().stream()
                .filter(held -> held.pings() == 0 && held.open().compareTo(PINGED_BY_NOW) > 0)
                .filter(held -> held.cut().isEmpty())
                .findFirst()
                .map(StreamRules::noPing);
    }

    private static Advice noPing(Held held) {
        return new Advice(
                "A10",
                "the server does not ping, so that dead connections are noticed by nobody",
                "a connection was open for " + seconds(held.open()) + " s, and no ping came",
                List.of(
                        "server:      servers of Misskey ping every 20 s (12) or 60 s (13.13.2 and later); update, or",
                        "             check that no proxy in front answers for the server"));
    }

    /** A6: connections open, and nothing is told on them. */
    static Optional<Advice> noEvents(Evidence evidence) {
        Optional<String> shown = evidence.delivery()
                .filter(seen -> seen.opened() > 0 && seen.told() == 0)
                .map(seen -> "a note was posted, and none of " + seen.opened() + " connections of its author was told")
                .or(() -> evidence.delivery().isEmpty()
                                && evidence.signs().events() == 0
                                && !evidence.signs().missing().isEmpty()
                        ? Optional.of(evidence.signs().missing().size()
                                + " cases waited for an event, and not one event came on any connection")
                        : Optional.empty());
        return shown.map(shownBy -> new Advice(
                "A6",
                "connections open, but no event comes: what is published does not reach the streaming process",
                shownBy,
                List.of(
                        "server:      redis (and redisForPubsub) in its configuration: all processes need the same one",
                        "             and the same prefix; the prefix is the host in url, so url has to be right",
                        "check:       redis-cli psubscribe '*' while a note is posted")));
    }

    /** A7: some of the server's processes are told, others not. */
    static Optional<Advice> someNodesOnly(Evidence evidence) {
        return evidence.delivery()
                .filter(seen -> seen.told() > 0 && seen.told() < seen.opened())
                .map(seen -> new Advice(
                        "A7",
                        "only some of the server's processes deliver events",
                        "a note was posted, and " + seen.told() + " of " + seen.opened()
                                + " connections of its author were told",
                        List.of(
                                "server:      every node of the cluster needs the same redis (redisForPubsub) and url",
                                "check:       restart the nodes one by one and run this again")));
    }

    /** A9: switched off by policy, or only for those who log in. */
    static Optional<Advice> policy(Evidence evidence) {
        if (evidence.anonymous().filter(seen -> seen.isRefusedWith(401, 403)).isPresent()) {
            return Optional.of(
                    new Advice(
                            "A9",
                            "the server wants everybody to log in, or the proxy wants a password",
                            "the handshake without a token was answered "
                                    + evidence.anonymous().orElseThrow().status(),
                            List.of(
                                    "judge it with tokens: --token-env alice=VARIABLE …; a proxy's own password is not spoken")));
        }
        List<String> off = evidence.features().entrySet().stream()
                .filter(feature -> feature.getKey().endsWith("timeline")
                        && feature.getValue().equals("off"))
                .map(Map.Entry::getKey)
                .toList();
        boolean missing = evidence.signs().missing().stream()
                .anyMatch(id -> id.toLowerCase(Locale.ROOT).startsWith("timeline.") || id.startsWith("connection."));
        return off.isEmpty() || !missing
                ? Optional.empty()
                : Optional.of(new Advice(
                        "A9",
                        "the policy of the server switches the " + String.join(" and the ", off)
                                + " off, which is no fault",
                        "POST /api/meta says so; what needs it got no event",
                        List.of("to judge it: roles > base role: let it see that timeline, at least for the run")));
    }

    private static long round(Duration open) {
        return Math.round(open.toMillis() / 10_000.0) * 10;
    }

    private static String seconds(Duration open) {
        return String.format(Locale.ROOT, "%.1f", open.toMillis() / 1_000.0);
    }
}
