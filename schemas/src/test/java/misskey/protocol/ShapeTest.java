package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeTest {
    private final AtomicInteger made = new AtomicInteger();

    private String fresh() {
        return "id-" + made.incrementAndGet();
    }

    static Stream<Arguments> entities() {
        return Dialect.NAMES.stream()
                .flatMap(dialect ->
                        Shape.entityNames(Dialect.named(dialect)).stream().map(name -> Arguments.of(dialect, name)));
    }

    @ParameterizedTest
    @MethodSource("entities")
    void sampleOfAnEntityFitsIt(String dialect, String name) {
        Shape shape = Shape.entity(Dialect.named(dialect), name).orElseThrow();

        assertThat(shape.differences(shape.sample(this::fresh))).isEmpty();
    }

    static Stream<Arguments> events() {
        return Dialect.NAMES.stream()
                .map(Dialect::named)
                .flatMap(dialect -> Stream.concat(
                        dialect.channels().stream().flatMap(channel -> channel.events().values().stream()),
                        dialect.noteUpdates().stream()))
                .map(Dialect.Event::schema)
                .distinct()
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("events")
    void sampleOfAnEventFitsIt(String path) {
        assertThat(Shape.of(path).differences(Shape.of(path).sample(this::fresh)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            documented   | note | 1
            misskey-12   | note | 10
            misskey-2025 | note | 10
            """)
    void entityIsThatOfTheDialect(String dialect, String name, int members) {
        Shape shape = Shape.entity(Dialect.named(dialect), name).orElseThrow();

        assertThat(shape.sample(this::fresh).size()).isGreaterThanOrEqualTo(members);
        assertThat(shape.differences(Json.read("{\"id\":\"x\"}")).isEmpty()).isEqualTo(members == 1);
    }

    @Test
    void timeInASampleIsOne() {
        Shape note = Shape.entity(Dialect.named("misskey-2025"), "note").orElseThrow();

        assertThat(note.sample(this::fresh).path("createdAt").stringValue()).isEqualTo("2024-01-01T00:00:00.000Z");
    }

    @Test
    void whatDoesNotFitIsNamedWithItsPlace() {
        Shape user = Shape.entity(Dialect.named("misskey-2025"), "user-lite").orElseThrow();

        assertThat(user.differences(Json.read("{\"id\":7}")))
                .extracting(DocumentSchema.Difference::pointer)
                .contains("/id", "");
    }

    @Test
    void memberIsFollowedIntoWhatItRefersTo() {
        Shape note = Shape.entity(Dialect.named("misskey-2025"), "note").orElseThrow();

        assertThat(note.member("user").flatMap(user -> user.member("username")))
                .map(name -> name.sample(this::fresh))
                .contains(Json.read("\"text\""));
        assertThat(note.member("renote").flatMap(renote -> renote.member("id"))).isPresent();
        assertThat(note.member("nothing-like-it")).isEmpty();
    }

    @Test
    void entitiesAreThoseOfTheDialect() {
        assertThat(Shape.entityNames(Dialect.named("documented")))
                .contains("note", "user")
                .doesNotContain("user-lite");
        assertThat(Shape.entityNames(Dialect.named("misskey-2025"))).contains("note", "user-lite", "notification");
        assertThat(Shape.entity(Dialect.named("documented"), "nonsense")).isEmpty();
    }
}
