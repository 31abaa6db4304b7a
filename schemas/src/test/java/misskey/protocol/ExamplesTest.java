package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The example frames: each valid one passes, each invalid one fails at its one stated place. */
class ExamplesTest {
    private static final Dialect DOCUMENTED = Dialect.named("documented");
    private static final FrameSchemas SCHEMAS = new FrameSchemas(DOCUMENTED);

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
    void everyFrameEventAndUpdateHasExamplesOfBothKinds() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (Direction direction : Direction.values()) {
            DOCUMENTED.frameTypes(direction).stream()
                    .filter(type -> type.schema().isPresent())
                    .forEach(type ->
                            expected.add(direction.label() + "/" + type.name().replace(":", "")));
        }
        DOCUMENTED
                .channels()
                .forEach(channel -> channel.events()
                        .keySet()
                        .forEach(event -> expected.add("server/" + channel.name() + "." + event)));
        DOCUMENTED.noteUpdates().forEach(update -> expected.add("server/noteUpdated." + update.name()));

        assertThat(keys("valid")).isEqualTo(expected);
        expected.remove("server/main.readAllNotifications"); // the document does not say what its body is
        assertThat(keys("invalid")).isEqualTo(expected);
    }

    private static Set<String> keys(String kind) throws IOException {
        return files(kind).stream().map(ExamplesTest::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String key(Path file) {
        return file.getName(2) + "/" + file.getName(3);
    }

    private static FrameSchemas.Checked check(Path file) throws IOException {
        ObjectNode json = (ObjectNode) Json.read(Files.readString(file)).path("frame");
        Direction direction = Direction.of(file.getName(2).toString());
        String key = file.getName(3).toString();
        Optional<String> channel = key.contains(".") && !key.startsWith("noteUpdated")
                ? Optional.of(key.substring(0, key.indexOf('.')))
                : Optional.empty();
        return SCHEMAS.check(direction, new Frame(json.path("type").stringValue(""), json), id -> channel);
    }
}
