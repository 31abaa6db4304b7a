package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every schema file is a valid JSON Schema 2020-12, resolves, and says what it is and where it comes from. */
class SchemaFilesTest {
    private static final Schema META_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    static List<Path> schemas() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : List.of("frames", "channels", "note-updates", "entities")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".json")).forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isAValidSchema(Path file) throws IOException {
        assertThat(META_SCHEMA.validate(Json.read(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void resolvesEveryReference(Path file) {
        FrameSchemas.schema(pathOf(file)).initializeValidators();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void saysWhatItIsAndWhereItComesFrom(Path file) throws IOException {
        JsonNode schema = Json.read(Files.readString(file));

        assertThat(schema.path("$id").stringValue("")).isEqualTo(FrameSchemas.BASE + pathOf(file));
        assertThat(schema.path("title").stringValue("")).isNotBlank();
        assertThat(schema.path("description").stringValue("")).endsWith(".");
        assertThat(schema.path("$comment").stringValue("")).startsWith("Source: ");
    }

    @Test
    void everySchemaIsNamedByADialectOrAnotherSchema() throws IOException {
        Set<String> reached = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>();
        for (String name : Dialect.NAMES) {
            ahead.addAll(Dialect.named(name).schemas());
            Dialect.named(name)
                    .versions()
                    .standsFor()
                    .forEach(release -> ahead.addAll(
                            Dialect.named(name + "@" + release.shortName()).schemas()));
        }
        while (!ahead.isEmpty()) {
            String path = ahead.pop();
            if (reached.add(path)) {
                Json.read(ProtocolFiles.read(path))
                        .findValues("$ref")
                        .forEach(ref -> ahead.push(
                                URI.create(path).resolve(ref.stringValue()).toString()));
            }
        }

        assertThat(schemas().stream().map(SchemaFilesTest::pathOf)).isSubsetOf(reached);
    }

    private static String pathOf(Path file) {
        return file.toString().replace('\\', '/');
    }
}
