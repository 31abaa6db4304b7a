package misskey.mock.world;

import java.util.Optional;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server says of itself to those who ask for its family and version.
 *
 * @param version e.g. {@code 12.110.1-misskey-kit}
 * @param dialect the full name of the dialect that it speaks, which no real server says
 */
public record ServerInfo(String version, String dialect) {
    private static final String NODEINFO = "/nodeinfo/";

    /** That of servers of a dialect. */
    public static ServerInfo of(Dialect dialect) {
        return new ServerInfo(WorldRules.of(dialect).version(), dialect.fullName());
    }

    /**
     * The document at a path that is read with GET.
     *
     * @param origin where the server is, e.g. {@code http://127.0.0.1:3000}
     * @return empty where there is none
     */
    public Optional<JsonNode> document(String path, String origin) {
        return Optional.ofNullable(
                switch (path) {
                    case "/.well-known/nodeinfo" -> links(origin);
                    case NODEINFO + "2.0" -> nodeinfo("2.0");
                    case NODEINFO + "2.1" -> nodeinfo("2.1");
                    case "/api/meta" -> meta(version);
                    case "/api/v1/instance" ->
                        Json.object()
                                .put("uri", origin)
                                .put("title", "misskey-kit")
                                .put("version", "3.0.0 (compatible; Misskey " + version + ")");
                    default -> null;
                });
    }

    /** The answer to those who ask over the API. */
    static ObjectNode meta(String version) {
        return Json.object().put("name", "misskey-kit").put("version", version);
    }

    private static ObjectNode links(String origin) {
        ObjectNode document = Json.object();
        var links = document.putArray("links");
        for (String schema : new String[] {"2.1", "2.0"}) {
            links.addObject()
                    .put("rel", "http://nodeinfo.diaspora.software/ns/schema/" + schema)
                    .put("href", origin + NODEINFO + schema);
        }
        return document;
    }

    private ObjectNode nodeinfo(String schema) {
        ObjectNode document = Json.object().put("version", schema);
        document.putObject("software").put("name", "misskey").put("version", version);
        document.putArray("protocols").add("activitypub");
        var services = document.putObject("services");
        services.putArray("inbound");
        services.putArray("outbound");
        document.put("openRegistrations", true);
        document.putObject("usage").putObject("users");
        document.putObject("metadata").put("nodeName", "misskey-kit").put("misskeyKitDialect", dialect);
        return document;
    }
}
