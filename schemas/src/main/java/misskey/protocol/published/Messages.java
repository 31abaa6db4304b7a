package misskey.protocol.published;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of an AsyncAPI document: one for each frame type, event and note update, by key. */
final class Messages {
    private final Dialect dialect;
    private final Sources sources;
    private final Map<String, Long> rowsByRequirement;
    private final ObjectNode all = Json.object();
    private final ObjectNode schemas = Json.object();

    Messages(Dialect dialect, Sources sources) {
        this.dialect = dialect;
        this.sources = sources;
        rowsByRequirement = Stream.concat(
                        dialect.channels().stream().flatMap(channel -> channel.events().values().stream()),
                        dialect.noteUpdates().stream())
                .collect(Collectors.groupingBy(Event::requirement, Collectors.counting()));
    }

    /** Those asked for so far, in that order. */
    ObjectNode all() {
        return all;
    }

    /**
     * The schemas that they refer to, by key: each a reference into the bundle. Through the files, which
     * refer to themselves across files, the parser of AsyncAPI takes ten times as long, or overflows its
     * stack where one file is referred to in many places.
     */
    ObjectNode schemas() {
        return schemas;
    }

    /** The key of the message that is a whole frame. */
    String ofFrame(Direction direction, FrameType type) {
        String name = type.name().replace(":", "");
        String schema = type.schema().orElseThrow();
        return add(direction.label() + "." + name, direction.label() + "/" + name, message -> {
            ObjectNode described = schema(schema);
            message.put("title", described.path("title").stringValue(""));
            message.put("summary", described.path("description").stringValue(""));
            describeFrame(direction, type).ifPresent(text -> message.put("description", text));
            message.set("payload", reference(direction, schema));
            return type.requirement();
        });
    }

    /** The key of the message that is an event in its frame. */
    String ofEvent(FrameType envelope, Channel channel, Event event) {
        String key = channel.name() + "." + event.name();
        return add("event." + key, "server/" + key, message -> {
            message.put("title", event.name() + " on " + channel.name());
            message.put("summary", summary(event, "The event " + event.name() + " of the channel " + channel.name()));
            message.set("payload", within(Direction.SERVER, envelope, event));
            return Optional.of(event.requirement());
        });
    }

    /** The key of the message that a client sends to a channel. */
    String ofMessage(FrameType envelope, Channel channel, Event part) {
        String key = channel.name() + "." + part.name();
        return add("message." + key, "client/" + key, message -> {
            message.put("title", part.name() + " to " + channel.name());
            message.put("summary", schema(part.schema()).path("description").stringValue(""));
            message.set("payload", within(Direction.CLIENT, envelope, part));
            return Optional.of(part.requirement());
        });
    }

    /** The key of the message that is a note update in its frame. */
    String ofNoteUpdate(FrameType envelope, Event update) {
        String key = envelope.name() + "." + update.name();
        return add(key, "server/" + key, message -> {
            message.put("title", schema(update.schema()).path("title").stringValue(""));
            message.put("summary", summary(update, "The update " + update.name() + " of a captured note"));
            message.set("payload", within(Direction.SERVER, envelope, update));
            return Optional.of(update.requirement());
        });
    }

    private String add(String key, String exampleKey, Function<ObjectNode, Optional<String>> write) {
        if (!all.has(key)) {
            ObjectNode message = all.putObject(key).put("name", key);
            Optional<String> requirement = write.apply(message);
            ArrayNode examples = Json.array();
            for (Example example : sources.examples(dialect.name(), exampleKey)) {
                examples.addObject()
                        .put("name", example.name())
                        .put("summary", example.description())
                        .set("payload", example.frame());
            }
            if (!examples.isEmpty()) {
                message.set("examples", examples);
            }
            requirement.ifPresent(id -> message.put("x-requirement", id));
        }
        return key;
    }

    private Optional<String> describeFrame(Direction direction, FrameType type) {
        String aliases = dialect.frameTypes(direction).stream()
                .filter(other -> other.schema().isEmpty() && other.means() == type.means())
                .map(FrameType::name)
                .collect(Collectors.joining(", "));
        String alias = aliases.isEmpty() ? "" : "Servers take these types for it too: " + aliases + ".";
        String beyond = type.beyond() ? "The document does not name it; servers send it all the same." : "";
        return Optional.of((alias + " " + beyond).trim()).filter(text -> !text.isEmpty());
    }

    /** The statement of its own requirement; one that several rows share says nothing of one of them. */
    private String summary(Event event, String otherwise) {
        boolean own = rowsByRequirement.getOrDefault(event.requirement(), 0L) == 1;
        return own
                ? sources.statement(event.requirement())
                : otherwise + ". Its body: "
                        + schema(event.schema()).path("description").stringValue("");
    }

    /** A frame of this envelope, with the event's type and body inside. */
    private ObjectNode within(Direction direction, FrameType envelope, Event event) {
        ObjectNode payload = Json.object();
        ArrayNode both = payload.putArray("allOf");
        both.add(reference(direction, envelope.schema().orElseThrow()));
        ObjectNode inside =
                both.addObject().putObject("properties").putObject("body").putObject("properties");
        inside.putObject("type").put("const", event.name());
        inside.set("body", reference(direction, event.schema()));
        return payload;
    }

    private ObjectNode reference(Direction direction, String path) {
        String key = SchemaBundle.nameOf(path);
        schemas.putObject(key).put("$ref", SchemaBundle.path(dialect, direction) + "#/$defs/" + key);
        return Json.object().put("$ref", "#/components/schemas/" + key);
    }

    private ObjectNode schema(String path) {
        return (ObjectNode) Json.read(sources.schema(path));
    }
}
