package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example frames: each valid one passes, each invalid one fails at its one stated place. */
class ExamplesTest {
    /** Which documents say nothing of a body that could be wrong: nothing invalid can be shown of these. */
    private static final Set<String> ALWAYS_VALID =
            Set.of("documented server/main.readAllNotifications", "misskey-2025 client/readNotification");

    static List<ExampleFile> valid() {
        return ExampleFile.valid();
    }

    static List<ExampleFile> invalid() {
        return ExampleFile.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validExamplePasses(ExampleFile example) {
        assertThat(example.check(example.dialect()).violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidExampleFailsAtItsPlace(ExampleFile example) {
        assertThat(example.check(example.dialect()).violations())
                .extracting(Violation::pointer, Violation::keyword)
                .containsExactly(tuple(example.at(), example.keyword()));
    }

    @Test
    void everyFrameEventAndUpdateOfTheDocumentHasExamplesOfBothKinds() {
        Set<String> expected = frames(ExampleFile.DOCUMENTED);
        expected.addAll(events(Dialect.named(ExampleFile.DOCUMENTED)));

        assertThat(keys(valid(), ExampleFile.DOCUMENTED)).isEqualTo(expected);
        expected.removeIf(key -> ALWAYS_VALID.contains(ExampleFile.DOCUMENTED + " " + key));
        assertThat(keys(invalid(), ExampleFile.DOCUMENTED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void everyFrameAndUpdateThatAServerHasOfItsOwnHasExamplesOfBothKinds(String dialect) {
        Set<String> expected = frames(dialect);
        Map<String, String> documented = shapes(ExampleFile.DOCUMENTED);
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

        assertThat(keys(valid(), dialect)).containsAll(expected);
        expected.removeIf(key -> ALWAYS_VALID.contains(dialect + " " + key));
        assertThat(keys(invalid(), dialect)).containsAll(expected);
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

    private static Set<String> keys(List<ExampleFile> examples, String dialect) {
        return examples.stream()
                .filter(example -> example.dialect().equals(dialect))
                .map(ExampleFile::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
