package misskey.protocol.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import misskey.node.NodePackage;
import misskey.node.NodeProgram;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents are AsyncAPI to its official parser, and their examples fit their payloads. */
class AsyncApiTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static NodePackage readers;

    @BeforeAll
    static void install() throws Exception {
        NodePackage.assumeNode();
        readers = NodePackage.install(PublishedFiles.READERS);
    }

    static List<String> documents() {
        return Dialect.NAMES.stream()
                .map(name -> AsyncApi.path(Dialect.named(name)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void parserOfAsyncApiReadsEveryDocumentWithItsFiles(String path) throws Exception {
        JsonNode report = parse(Path.of(path));

        // 3.0 is what most tools read; that there is a 3.1 is the one thing the parser has to say.
        assertThat(report.path("problems").findValuesAsString("code")).containsOnly("asyncapi-latest-version");
        assertThat(report.path("messages").size()).isGreaterThan(20);
        for (JsonNode message : report.path("messages")) {
            assertThat(message.path("members").valueStream().map(JsonNode::stringValue))
                    .as(message.toString())
                    .contains("type");
            assertThat(message.path("unresolved")).as(message.toString()).isEmpty();
        }
        for (JsonNode operation : report.path("operations")) {
            assertThat(operation.path("action").stringValue() + ".")
                    .isEqualTo(operation.path("id").stringValue().replaceFirst("\\..*", "."));
            assertThat(operation.path("messages").intValue()).isPositive();
        }
    }

    @Test
    void parserOfAsyncApiSeesAReferenceToNothing(@TempDir Path folder) throws Exception {
        String document = PublishedFiles.text("asyncapi.yaml");
        Files.createDirectory(folder.resolve("bundles"));
        for (String bundle : PublishedFiles.bundles()) {
            Files.copy(Path.of(bundle), folder.resolve(bundle));
        }

        Path dangling = folder.resolve("dangling.yaml");
        Files.writeString(dangling, document.replace("$defs/frames.client.connect", "$defs/frames.conect"));
        assertThat(parse(dangling).path("problems").toString()).contains("frames.conect");
    }

    /** The parser does not look at examples. */
    @ParameterizedTest
    @MethodSource("documents")
    void examplesOfMessagesFitTheirPayloadsAndNoOtherTypeDoes(String path) {
        Dialect dialect = Dialect.NAMES.stream()
                .map(Dialect::named)
                .filter(one -> AsyncApi.path(one).equals(path))
                .findFirst()
                .orElseThrow();
        JsonNode document = AsyncApi.of(dialect, PublishedFiles.FOLDER);
        SchemaRegistry registry = PublishedFiles.bundleRegistry();
        for (Map.Entry<String, JsonNode> message :
                document.at("/components/messages").properties()) {
            Schema payload = registry.getSchema(payload(document, message.getValue()));
            for (JsonNode example : message.getValue().path("examples")) {
                JsonNode frame = example.path("payload").deepCopy();
                assertThat(payload.validate(frame))
                        .as(message.getKey() + ": " + frame)
                        .isEmpty();
                ((ObjectNode) frame).put("type", "another");
                assertThat(payload.validate(frame)).as(message.getKey()).isNotEmpty();
            }
        }
    }

    /** A payload as a schema that refers to the bundles by their names. */
    private static JsonNode payload(JsonNode document, JsonNode message) {
        String text = Json.write(message.path("payload"));
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            text = text.replace(
                    "\"#/components/schemas/" + schema.getKey() + "\"",
                    "\"https://misskey-kit.github.io/schemas/"
                            + schema.getValue().path("$ref").stringValue() + "\"");
        }
        return Json.read(text);
    }

    private static JsonNode parse(Path file) throws Exception {
        try (NodeProgram parser =
                readers.run("asyncapi.mjs", List.of(file.toAbsolutePath().toString()), Map.of())) {
            return parser.await("what the parser found", report -> report.has("problems"), PATIENCE);
        }
    }
}
