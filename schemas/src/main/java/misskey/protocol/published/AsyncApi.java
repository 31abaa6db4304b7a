package misskey.protocol.published;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.ServerVersion;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dialect as an AsyncAPI 3 document. It describes the server, as that format has it: the server
 * receives what clients send. Payloads are references into the {@linkplain SchemaBundle bundles} beside
 * the document, never copies.
 */
public final class AsyncApi {
    private static final String ADDRESS = "/streaming";

    private final Dialect dialect;
    private final Messages messages;
    private final ObjectNode operations = Json.object();

    private AsyncApi(Dialect dialect, Messages messages) {
        this.dialect = dialect;
        this.messages = messages;
    }

    /** Where it lies beside the schema files: the first dialect's has the plain name. */
    public static String path(Dialect dialect) {
        return dialect.name().equals(Dialect.NAMES.get(0)) ? "asyncapi.yaml" : "asyncapi." + dialect.name() + ".yaml";
    }

    /**
     * Makes the document.
     *
     * @param sources reads schema files, requirements and examples
     */
    public static ObjectNode of(Dialect dialect, Sources sources) {
        return new AsyncApi(dialect, new Messages(dialect, sources)).make();
    }

    private ObjectNode make() {
        for (FrameType type : dialect.frameTypes(Direction.CLIENT)) {
            if (type.schema().isPresent()) {
                receive(type);
            }
        }
        for (FrameType type : dialect.frameTypes(Direction.SERVER)) {
            if (type.schema().isPresent()) {
                send(type);
            }
        }
        ObjectNode document = Json.object().put("asyncapi", "3.0.0");
        document.set("info", info());
        document.put("defaultContentType", "application/json");
        document.putObject("servers").set("instance", instance());
        document.putObject("channels").set("streaming", streaming());
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages.all());
        components.set("schemas", messages.schemas());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "httpApiKey")
                .put("in", "query")
                .put("name", "i")
                .put("description", "The access token of an account. Without one the connection is anonymous.");
        return document;
    }

    private ObjectNode info() {
        List<ServerVersion> checkedOn = dialect.versions().checkedOn();
        ObjectNode info = Json.object()
                .put("title", dialect.title())
                .put("version", dialect.version().map(ServerVersion::shortName).orElse(dialect.name()));
        String servers = checkedOn.isEmpty()
                ? "It says what the document says, and no server in particular."
                : "It stands for " + SchemaBundle.named(dialect.versions().standsFor()) + ", and was checked on "
                        + SchemaBundle.named(checkedOn) + "; this is "
                        + dialect.version().orElseThrow() + ".";
        info.put(
                "description",
                "The streaming API of Misskey, seen from the server: what clients send is received, and what they get"
                        + " is sent. One WebSocket carries every channel; each text message is one JSON object. "
                        + servers
                        + " What it does not describe may come all the same, and is no error.");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        info.putArray("tags").addObject().put("name", dialect.name());
        return info;
    }

    private static ObjectNode instance() {
        ObjectNode instance = Json.object()
                .put("host", "{host}")
                .put("protocol", "wss")
                .put("title", "A Misskey instance")
                .put("description", "Any server that speaks this dialect.");
        instance.putObject("variables")
                .putObject("host")
                .put("description", "Its host name.")
                .put("default", "misskey.example");
        instance.putArray("security").add(reference("#/components/securitySchemes/token"));
        return instance;
    }

    private ObjectNode streaming() {
        ObjectNode streaming = Json.object()
                .put("address", ADDRESS)
                .put("title", "The stream")
                .put("description", "The one WebSocket. The channels of the protocol are opened inside it, by frames.");
        ObjectNode named = streaming.putObject("messages");
        messages.all().propertyNames().forEach(key -> named.set(key, reference("#/components/messages/" + key)));
        ObjectNode binding = streaming.putObject("bindings").putObject("ws").put("method", "GET");
        binding.putObject("query")
                .put("type", "object")
                .putObject("properties")
                .putObject("i")
                .put("type", "string")
                .put("description", "The access token; left out for an anonymous connection.");
        binding.put("bindingVersion", "0.1.0");
        return streaming;
    }

    private void receive(FrameType type) {
        String message = messages.ofFrame(Direction.CLIENT, type);
        List<String> kinds = new ArrayList<>();
        if (type.means() == Meaning.MESSAGE) {
            dialect.channels()
                    .forEach(channel -> channel.messages().values().stream()
                            .map(part -> messages.ofMessage(type, channel, part))
                            .forEach(kinds::add));
        }
        kinds.add(message);
        ObjectNode operation = operation(
                "receive." + type.name(), "receive", "A client sends " + type.name(), kinds.toArray(new String[0]));
        if (type.means() == Meaning.REQUEST && hasResponse()) {
            ObjectNode reply = operation.putObject("reply");
            reply.set("channel", reference("#/channels/streaming"));
            refer(reply, List.of(messages.ofFrame(Direction.SERVER, dialect.canonical(Meaning.RESPONSE))));
        }
    }

    private boolean hasResponse() {
        return dialect.frameTypes(Direction.SERVER).stream().anyMatch(type -> type.means() == Meaning.RESPONSE);
    }

    private void send(FrameType type) {
        String envelope = messages.ofFrame(Direction.SERVER, type);
        switch (type.means()) {
            case RESPONSE -> {
                // It is the reply of the operation that receives the request.
            }
            case EVENT -> {
                operation("send." + type.name(), "send", "The server sends an event of any channel", envelope);
                dialect.channels().forEach(channel -> sendEvents(type, channel));
            }
            case NOTE_UPDATE -> {
                ObjectNode operation =
                        operation("send." + type.name(), "send", "The server sends " + type.name(), envelope);
                List<String> kinds = dialect.noteUpdates().stream()
                        .map(update -> messages.ofNoteUpdate(type, update))
                        .collect(Collectors.toList());
                kinds.add(envelope);
                refer(operation, kinds);
            }
            default -> operation("send." + type.name(), "send", "The server sends " + type.name(), envelope);
        }
    }

    private void sendEvents(FrameType envelope, Channel channel) {
        List<String> keys = channel.events().values().stream()
                .map(event -> messages.ofEvent(envelope, channel, event))
                .toList();
        operation(
                "send.events." + channel.name(),
                "send",
                "The server sends an event of " + channel.name() + ", which opens for "
                        + (channel.credential() ? "a connection with a token only" : "anonymous connections too"),
                keys.toArray(new String[0]));
    }

    private ObjectNode operation(String id, String action, String summary, String... keys) {
        ObjectNode operation = operations.putObject(id).put("action", action);
        operation.set("channel", reference("#/channels/streaming"));
        operation.put("title", id).put("summary", summary + ".");
        refer(operation, List.of(keys));
        return operation;
    }

    private static void refer(ObjectNode operation, List<String> keys) {
        ArrayNode list = operation.putArray("messages");
        keys.forEach(key -> list.add(reference("#/channels/streaming/messages/" + key)));
    }

    private static ObjectNode reference(String target) {
        return Json.object().put("$ref", target);
    }
}
