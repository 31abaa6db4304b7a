package misskey.conformance.probe;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Served;
import misskey.protocol.Dialect;
import misskey.protocol.DialectChoice;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a server says of itself, and the dialect that follows from it.
 *
 * @param served empty where it says nothing that can be read
 */
public record Detection(Optional<Served> served, DialectChoice choice) {
    private static final String RELS = "http://nodeinfo.diaspora.software/ns/schema/2.";

    /** Asks a server: {@code /.well-known/nodeinfo} and where that leads, and {@code POST /api/meta}. */
    public static Detection of(URI origin, Duration timeout) {
        JsonNode nodeinfo = nodeinfo(origin, timeout);
        JsonNode meta = HttpLook.post(origin.resolve("/api/meta"), Json.object(), timeout)
                .answer()
                .filter(answer -> answer.status() == 200)
                .map(HttpLook.Answer::json)
                .orElse(MissingNode.getInstance());
        Optional<Served> served = served(nodeinfo, meta);
        return new Detection(served, choice(nodeinfo, served));
    }

    /** Pure: what the two documents come to; either may be a missing node. */
    static Optional<Served> served(JsonNode nodeinfo, JsonNode meta) {
        JsonNode software = nodeinfo.path("software");
        String name = text(software.path("name"));
        String version = text(software.path("version"));
        if (!name.isEmpty() && !version.isEmpty()) {
            return Optional.of(new Served(name, version, "nodeinfo", features(meta)));
        }
        String told = text(meta.path("version"));
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(new Served("misskey", told, "api/meta, which names no software", features(meta)));
    }

    private static DialectChoice choice(JsonNode nodeinfo, Optional<Served> served) {
        String spoken = text(nodeinfo.path("metadata").path("misskeyKitDialect"));
        return spoken.isEmpty() ? choice(served) : spoken(spoken).orElseGet(() -> choice(served));
    }

    private static Optional<DialectChoice> spoken(String dialect) {
        try {
            return Optional.of(new DialectChoice(Dialect.named(dialect), "it is misskey-kit's mock, which says so"));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static DialectChoice choice(Optional<Served> served) {
        return served.map(one -> DialectChoice.forServer(one.software(), one.version()))
                .orElseGet(() -> new DialectChoice(Dialect.named("documented"), "the server does not say what it is"));
    }

    private static JsonNode nodeinfo(URI origin, Duration timeout) {
        JsonNode links = read(origin.resolve("/.well-known/nodeinfo"), timeout).path("links");
        for (String minor : new String[] {"1", "0"}) {
            for (JsonNode link : links) {
                if (text(link.path("rel")).equals(RELS + minor)) {
                    return at(link.path("href").stringValue(""), origin)
                            .map(there -> read(there, timeout))
                            .orElse(MissingNode.getInstance());
                }
            }
        }
        return MissingNode.getInstance();
    }

    /** Where a link leads, on the server itself: a server that names another is not asked about that. */
    private static Optional<URI> at(String href, URI origin) {
        try {
            String path = origin.resolve(href).getRawPath();
            return Optional.ofNullable(path).filter(one -> one.startsWith("/")).map(origin::resolve);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static JsonNode read(URI url, Duration timeout) {
        return HttpLook.get(url, timeout)
                .answer()
                .filter(answer -> answer.status() == 200)
                .map(HttpLook.Answer::json)
                .orElse(MissingNode.getInstance());
    }

    /** What of it bears on a run; the names are for people. */
    private static Map<String, String> features(JsonNode meta) {
        Map<String, String> features = new LinkedHashMap<>();
        timeline(
                features,
                "local timeline",
                meta.path("policies").path("ltlAvailable"),
                meta.path("disableLocalTimeline"));
        timeline(
                features,
                "global timeline",
                meta.path("policies").path("gtlAvailable"),
                meta.path("disableGlobalTimeline"));
        JsonNode miauth = meta.path("features").path("miauth");
        if (miauth.isBoolean()) {
            features.put("miauth", word(miauth.booleanValue()));
        }
        return features;
    }

    /** Policies came with 13; before, a server said what it had disabled. */
    private static void timeline(Map<String, String> features, String name, JsonNode available, JsonNode disabled) {
        if (available.isBoolean()) {
            features.put(name, word(available.booleanValue()));
        } else if (disabled.isBoolean()) {
            features.put(name, word(!disabled.booleanValue()));
        }
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    private static String text(JsonNode node) {
        return Json.excerpt(node.stringValue(""), 60);
    }
}
