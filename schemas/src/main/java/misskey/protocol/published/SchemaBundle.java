package misskey.protocol.published;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.ServerVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All schemas of one direction of a dialect as one schema, which a validator loads without a resolver.
 * The root picks by {@code type}, for note updates also by {@code body.type}. The frame of an event does
 * not say which channel it is of: each body has an entry of its own, {@code
 * #/$defs/event.CHANNEL.EVENT}, for callers who know; so has each message, {@code #/$defs/message.CHANNEL.TYPE}.
 *
 * <p>A file {@code entities/note.json} is the entry {@code entities.note}, without its {@code $id}: one
 * validator can hold several bundles, and code generators see plain names.
 */
public final class SchemaBundle {
    private final Dialect dialect;
    private final Direction direction;
    private final UnaryOperator<String> files;
    private final SortedMap<String, ObjectNode> definitions = new TreeMap<>();
    private final ArrayNode rules = Json.array();
    private String base = "";

    private SchemaBundle(Dialect dialect, Direction direction, UnaryOperator<String> files) {
        this.dialect = dialect;
        this.direction = direction;
        this.files = files;
    }

    /** Where it lies beside the schema files, e.g. {@code bundles/documented.client.schema.json}. */
    public static String path(Dialect dialect, Direction direction) {
        return "bundles/" + dialect.name() + "." + direction.label() + ".schema.json";
    }

    /**
     * Makes the bundle.
     *
     * @param files reads the text of a schema file such as {@code entities/note.json}
     */
    public static ObjectNode of(Dialect dialect, Direction direction, UnaryOperator<String> files) {
        return new SchemaBundle(dialect, direction, files).make();
    }

    private ObjectNode make() {
        frameTypesBySchema().forEach(this::addFrames);
        for (FrameType type : dialect.frameTypes(direction)) {
            if (type.means() == Meaning.NOTE_UPDATE) {
                dialect.noteUpdates().forEach(update -> addNoteUpdate(type, update));
            }
            if (type.means() == Meaning.EVENT) {
                dialect.channels()
                        .forEach(channel ->
                                channel.events().values().forEach(event -> addPart("event", channel, event)));
            }
            if (type.means() == Meaning.CONNECT) {
                dialect.channels()
                        .forEach(channel -> channel.params().ifPresent(path -> addParams(type, channel, path)));
            }
            if (type.means() == Meaning.MESSAGE && type.schema().isPresent()) {
                dialect.channels()
                        .forEach(channel ->
                                channel.messages().values().forEach(event -> addPart("message", channel, event)));
            }
        }
        ObjectNode root = Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", base + path(dialect, direction))
                .put("title", dialect.title() + ": the frames that a " + direction.label() + " sends")
                .put("description", description())
                .put(
                        "$comment",
                        "Generated from dialects/" + dialect.name() + ".yaml and the schemas it names. " + servers());
        root.put("type", "object").putArray("required").add("type");
        root.putObject("properties").putObject("type").put("type", "string");
        root.set("allOf", rules);
        root.putObject("$defs").setAll(definitions);
        return root;
    }

    private String description() {
        String start = "One frame. It is checked by its type; a type that is not known passes.";
        boolean events = dialect.frameTypes(direction).stream().anyMatch(type -> type.means() == Meaning.EVENT);
        boolean messages = direction == Direction.CLIENT
                && dialect.channels().stream()
                        .anyMatch(channel -> !channel.messages().isEmpty());
        return !messages && !events
                ? start
                : start + " The frame of " + (messages ? "a message" : "an event")
                        + " does not name its channel: check its inner body by #/$defs/"
                        + (messages ? "message.CHANNEL.TYPE" : "event.CHANNEL.EVENT")
                        + ", with the channel that was connected under its id.";
    }

    private String servers() {
        Dialect.Versions versions = dialect.versions();
        return versions.checkedOn().isEmpty()
                ? "What the document says, and no server in particular."
                : "Stands for " + named(versions.standsFor()) + "; checked on " + named(versions.checkedOn())
                        + ". This is " + dialect.version().orElseThrow() + ".";
    }

    /** Releases, for people. */
    static String named(List<ServerVersion> releases) {
        return releases.stream().map(ServerVersion::toString).collect(Collectors.joining(", "));
    }

    /** The frame types that one schema describes, under its path: a canonical one first, then its aliases. */
    private Map<String, List<FrameType>> frameTypesBySchema() {
        Map<String, List<FrameType>> types = new LinkedHashMap<>();
        for (FrameType type : dialect.frameTypes(direction)) {
            schemaOf(type)
                    .ifPresent(path -> types.computeIfAbsent(path, first -> new ArrayList<>())
                            .add(type));
        }
        return types;
    }

    private Optional<String> schemaOf(FrameType type) {
        return type.schema().or(() -> dialect.canonical(type.means()).schema());
    }

    private void addFrames(String path, List<FrameType> types) {
        ObjectNode schema = define(path);
        List<String> names = types.stream().map(FrameType::name).toList();
        if (types.size() > 1) {
            // The schema of a canonical frame names its own type only, which its aliases do not have.
            ObjectNode type = (ObjectNode) schema.path("properties").path("type");
            type.remove("const");
            type.setAll(typeIsOneOf(names));
        }
        ObjectNode rule = rules.addObject();
        rule.set("if", has("type", types.get(0).prefix() ? startsWith(names.get(0)) : typeIsOneOf(names)));
        rule.putObject("then").put("$ref", reference(path));
    }

    private void addNoteUpdate(FrameType type, Event update) {
        ObjectNode rule = rules.addObject();
        rule.set("if", has("type", typeIsOneOf(List.of(type.name()))));
        ObjectNode inside = rule.putObject("then").putObject("properties").putObject("body");
        inside.set("if", has("type", typeIsOneOf(List.of(update.name()))));
        inside.putObject("then").putObject("properties").putObject("body").put("$ref", reference(update.schema()));
    }

    private void addPart(String kind, Channel channel, Event part) {
        ObjectNode entry = Json.object()
                .put("title", "The body of the " + kind + " " + part.name() + " on " + channel.name())
                .put("$ref", reference(part.schema()));
        put(kind + "." + channel.name() + "." + part.name(), entry);
    }

    private void addParams(FrameType type, Channel channel, String path) {
        ObjectNode rule = rules.addObject();
        rule.set("if", has("type", typeIsOneOf(List.of(type.name()))));
        ObjectNode inside = rule.putObject("then").putObject("properties").putObject("body");
        inside.set("if", has("channel", typeIsOneOf(List.of(channel.name()))));
        ObjectNode then = inside.putObject("then");
        if (!define(path).path("required").isEmpty()) {
            then.putArray("required").add("params");
        }
        then.putObject("properties").putObject("params").put("$ref", reference(path));
    }

    /** The reference to a schema file, which is put among the definitions with all that it refers to. */
    private String reference(String path) {
        define(path);
        return "#/$defs/" + nameOf(path);
    }

    private ObjectNode define(String path) {
        ObjectNode known = definitions.get(nameOf(path));
        if (known != null) {
            return known;
        }
        ObjectNode schema = (ObjectNode) Json.read(files.apply(path));
        put(nameOf(path), schema);
        String id = schema.path("$id").stringValue("");
        base = id.substring(0, id.length() - path.length());
        schema.remove(List.of("$schema", "$id"));
        referInside(schema, path);
        return schema;
    }

    private void referInside(JsonNode schema, String path) {
        if (schema instanceof ObjectNode object && object.path("$ref").isString()) {
            URI target = URI.create(path).resolve(object.path("$ref").stringValue());
            String inside = target.getRawFragment() == null ? "" : target.getRawFragment();
            object.put("$ref", reference(target.getPath()) + inside);
        }
        schema.forEach(member -> referInside(member, path));
    }

    private void put(String name, ObjectNode schema) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalStateException("\"" + name + "\" cannot name an entry of $defs: a letter needs escaping");
        }
        if (definitions.put(name, schema) != null) {
            throw new IllegalStateException("two schemas would be the entry \"" + name + "\" of $defs");
        }
    }

    /** The entry of $defs that holds the schema of this file. */
    static String nameOf(String path) {
        return path.replaceFirst("\\.json$", "").replace('/', '.');
    }

    private static ObjectNode has(String member, ObjectNode value) {
        ObjectNode schema = Json.object();
        schema.putArray("required").add(member);
        schema.putObject("properties").set(member, value);
        return schema;
    }

    private static ObjectNode typeIsOneOf(List<String> names) {
        ObjectNode schema = Json.object();
        if (names.size() == 1) {
            return schema.put("const", names.get(0));
        }
        names.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode startsWith(String prefix) {
        String literal = prefix.chars()
                .mapToObj(letter -> Character.isLetterOrDigit(letter) || letter == ':'
                        ? Character.toString(letter)
                        : "\\" + Character.toString(letter))
                .collect(Collectors.joining());
        return Json.object().put("pattern", "^" + literal);
    }
}
