package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The example frames: each valid one passes, each invalid one fails at its one stated place. */
class ExamplesTest {
    private static final String DOCUMENTED = "documented";

    /** Which documents say nothing of a body that could be wrong: nothing invalid can be shown of these. */
    private static final Set<String> ALWAYS_VALID =
            Set.of("documented server/main.readAllNotifications", "misskey-2025 client/readNotification");

    static List<Path> valid() throws IOException {
        return files("valid");
    }

    static List<Path> invalid() throws IOException {
        return files("invalid");
    }

    private static List<Path> files(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples", kind))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validExamplePasses(Path file) throws IOException {
        assertThat(check(file).violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidExampleFailsAtItsPlace(Path file) throws IOException {
        JsonNode example = Json.read(Files.readString(file));

        assertThat(check(file).violations())
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple(
                        example.path("at").stringValue(""),
                        example.path("keyword").stringValue("")));
    }

    @Test
    void everyFrameEventAndUpdateOfTheDocumentHasExamplesOfBothKinds() throws IOException {
        Set<String> expected = frames(DOCUMENTED);
        expected.addAll(events(Dialect.named(DOCUMENTED)));

        assertThat(keys("valid", DOCUMENTED)).isEqualTo(expected);
        expected.removeIf(key -> ALWAYS_VALID.contains(DOCUMENTED + " " + key));
        assertThat(keys("invalid", DOCUMENTED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void everyFrameAndUpdateThatAServerHasOfItsOwnHasExamplesOfBothKinds(String dialect) throws IOException {
        Set<String> expected = frames(dialect);
        Map<String, String> documented = shapes(DOCUMENTED);
        shapes(dialect).forEach((key, schema) -> {
            if (schema.equals(documented.get(key))) {
                expected.remove(key);
            }
        });
        expected.add("server/main.notification");
        Dialect.named(dialect)
                .channels()
                .forEach(channel -> channel.messages().keySet().stream()
                        .forEach(message -> expected.add("client/" + channel.name() + "." + message)));

        assertThat(keys("valid", dialect)).containsAll(expected);
        expected.removeIf(key -> ALWAYS_VALID.contains(dialect + " " + key));
        assertThat(keys("invalid", dialect)).containsAll(expected);
    }

    /** The frame types and note updates that have a shape of their own. */
    private static Set<String> frames(String dialect) {
        return new TreeSet<>(shapes(dialect).keySet());
    }

    private static Map<String, String> shapes(String name) {
        Dialect dialect = Dialect.named(name);
        Map<String, String> shapes = new TreeMap<>();
        for (Direction direction : Direction.values()) {
            dialect.frameTypes(direction)
                    .forEach(type -> type.schema()
                            .ifPresent(schema -> shapes.put(
                                    direction.label() + "/" + type.name().replace(":", ""), schema)));
        }
        dialect.noteUpdates().forEach(update -> shapes.put("server/noteUpdated." + update.name(), update.schema()));
        return shapes;
    }

    private static Set<String> events(Dialect dialect) {
        Set<String> events = new TreeSet<>();
        dialect.channels()
                .forEach(channel -> channel.events()
                        .keySet()
                        .forEach(event -> events.add("server/" + channel.name() + "." + event)));
        return events;
    }

    private static Set<String> keys(String kind, String dialect) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (Path file : files(kind)) {
            if (dialectOf(Json.read(Files.readString(file))).equals(dialect)) {
                keys.add(file.getName(2) + "/" + file.getName(3));
            }
        }
        return keys;
    }

    /** The dialect that an example is of; the document's where it does not say. */
    private static String dialectOf(JsonNode example) {
        return example.path("dialect").stringValue(DOCUMENTED);
    }

    private static FrameSchemas.Checked check(Path file) throws IOException {
        JsonNode example = Json.read(Files.readString(file));
        ObjectNode json = (ObjectNode) example.path("frame");
        Direction direction = Direction.of(file.getName(2).toString());
        String key = file.getName(3).toString();
        Optional<String> channel = key.contains(".") && !key.startsWith("noteUpdated")
                ? Optional.of(key.substring(0, key.indexOf('.')))
                : Optional.empty();
        return new FrameSchemas(Dialect.named(dialectOf(example)))
                .check(direction, new Frame(json.path("type").stringValue(""), json), id -> channel);
    }
}
