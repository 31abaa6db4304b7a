package misskey.protocol.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed bundles and AsyncAPI documents are what is generated now. */
class GeneratedFilesTest {
    private static final String REWRITE = "mvn -q test -pl schemas -Dtest=GeneratedFilesTest -Dgenerated=rewrite";

    private static final Map<String, String> GENERATED = PublishedFiles.generate();

    @BeforeAll
    static void rewriteWhenTold() throws IOException {
        if (!"rewrite".equals(System.getProperty("generated"))) {
            return;
        }
        for (String stale : committed()) {
            Files.delete(Path.of(stale));
        }
        for (Map.Entry<String, String> file : GENERATED.entrySet()) {
            Files.writeString(Path.of(file.getKey()), file.getValue());
        }
    }

    static Set<String> generated() {
        return GENERATED.keySet();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void committedFileIsWhatIsGenerated(String path) throws IOException {
        Path committed = Path.of(path);
        assertThat(Files.exists(committed) ? Files.readString(committed) : "no such file")
                .as(path + " is not what its dialect, schemas and examples make; to rewrite it, run: " + REWRITE)
                .isEqualTo(GENERATED.get(path));
    }

    @Test
    void nothingElseLiesAmongTheGeneratedFiles() throws IOException {
        assertThat(committed()).as("to rewrite, run: " + REWRITE).containsExactlyInAnyOrderElementsOf(generated());
    }

    private static List<String> committed() throws IOException {
        List<String> committed = new ArrayList<>();
        for (Path folder : List.of(Path.of("bundles"), Path.of(""))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.toString().replace('\\', '/'))
                        .filter(name -> name.startsWith("bundles/") || name.startsWith("asyncapi"))
                        .forEach(committed::add);
            }
        }
        return committed;
    }
}
