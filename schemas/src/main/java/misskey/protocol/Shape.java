package misskey.protocol;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.DocumentSchema.Difference;
import tools.jackson.databind.JsonNode;

/**
 * What a value looks like according to one of the protocol's schemas: an entity such as a note, the body of an event, or a
 * member of either. Immutable and safe to share.
 */
public final class Shape {
    private static final String ENTITIES = "entities/";
    private static final Map<String, Map<String, String>> ENTITIES_BY_DIALECT = new ConcurrentHashMap<>();
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();

    private final String path;
    private final JsonNode schema;

    private Shape(String path, JsonNode schema) {
        this.path = path;
        this.schema = schema;
    }

    /** The shape in a file of the schemas, e.g. that of an event: {@code channels/main/followed.json}. */
    public static Shape of(String path) {
        return new Shape(path, file(path));
    }

    /** The entity of this name, e.g. {@code note} or {@code user-lite}, as the dialect has it. */
    public static Optional<Shape> entity(Dialect dialect, String name) {
        return Optional.ofNullable(entities(dialect).get(name)).map(Shape::of);
    }

    /** The entities that are in the dialect's events and updates, however deep. */
    public static Set<String> entityNames(Dialect dialect) {
        return entities(dialect).keySet();
    }

    private static Map<String, String> entities(Dialect dialect) {
        return ENTITIES_BY_DIALECT.computeIfAbsent(dialect.fullName(), name -> {
            Map<String, String> found = new TreeMap<>();
            Stream.concat(
                            dialect.channels().stream()
                                    .map(Channel::events)
                                    .flatMap(events -> events.values().stream()),
                            dialect.noteUpdates().stream())
                    .map(Event::schema)
                    .distinct()
                    .forEach(path -> collect(path, found));
            return Map.copyOf(found);
        });
    }

    /** Of two entities of one name that of the dialect itself counts, whose file lies deeper. */
    private static void collect(String path, Map<String, String> found) {
        String name = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
        String before = found.getOrDefault(name, "");
        if (path.startsWith(ENTITIES)) {
            if (before.length() >= path.length()) {
                return;
            }
            found.put(name, path);
        }
        references(file(path)).forEach(reference -> collect(resolved(path, reference), found));
    }

    private static Stream<String> references(JsonNode schema) {
        Stream<String> own = schema.path("$ref").stringValueOpt().stream();
        Collection<JsonNode> inside = schema.values();
        return Stream.concat(own, inside.stream().flatMap(Shape::references));
    }

    /** The shape of a member, or of the items of a list by whatever index; empty where the schema says nothing of it. */
    public Optional<Shape> member(String name) {
        Shape whole = followed();
        JsonNode then = whole.schema.path("then");
        if (!whole.schema.has("properties") && then.has("$ref")) { // by this a schema lets null stand for an entity
            return new Shape(whole.path, then).member(name);
        }
        JsonNode described = whole.schema.has("items")
                ? whole.schema.path("items")
                : whole.schema.path("properties").path(name);
        return described.isMissingNode() ? Optional.empty() : Optional.of(new Shape(whole.path, described));
    }

    /** How a value differs; empty where it fits. */
    public Collection<Difference> differences(JsonNode value) {
        Shape whole = followed();
        return FrameSchemas.schema(whole.path)
                .validate(value, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)))
                .stream()
                .map(DocumentSchema::difference)
                .toList();
    }

    /**
     * A small value that fits.
     *
     * @param fresh makes up an id that was not used before
     */
    public JsonNode sample(Supplier<String> fresh) {
        return new SchemaSample(fresh).of(this);
    }

    /** This shape, or that which it refers to. */
    Shape followed() {
        return schema.path("$ref")
                .stringValueOpt()
                .map(reference -> of(resolved(path, reference)).followed())
                .orElse(this);
    }

    JsonNode schema() {
        return schema;
    }

    private static String resolved(String path, String reference) {
        return URI.create(path).resolve(reference).toString();
    }

    private static JsonNode file(String path) {
        return FILES.computeIfAbsent(path, name -> Json.read(ProtocolFiles.read(name)));
    }
}
