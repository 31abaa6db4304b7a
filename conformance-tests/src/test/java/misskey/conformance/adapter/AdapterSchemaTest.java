package misskey.conformance.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema: it explains itself, its examples fit, and the driver writes and reads what it says. */
class AdapterSchemaTest {
    private static final JsonNode SCHEMA = Json.read(AdapterProtocol.schema());
    private static final DocumentSchema CHECK = DocumentSchema.of(AdapterProtocol.schema());

    static Stream<String> kinds() {
        return Stream.of("command", "report").flatMap(of -> AdapterProtocol.kinds(of).stream());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasATitleWordsAndExamplesThatFit(String kind) {
        JsonNode definition = SCHEMA.path("$defs").path(kind);

        assertThat(definition.path("title").stringValue()).isEqualTo(kind);
        assertThat(definition.path("description").stringValue()).endsWith(".");
        assertThat(definition.path("examples"))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(CHECK.check(example)).isEmpty());
        definition
                .path("properties")
                .forEachEntry((name, member) -> assertThat(
                                member.has("description") || member.has("$ref") || member.has("const"))
                        .as(kind + "." + name + " is explained")
                        .isTrue());
    }

    @Test
    void schemaItselfIsValidAndTheOneInTheJar() throws Exception {
        DocumentSchema meta = DocumentSchema.of("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(meta.check(SCHEMA)).isEmpty();
        assertThat(AdapterProtocol.schema()).isEqualTo(Files.readString(Path.of("adapters", "adapter.schema.json")));
    }

    @Test
    void whatFitsNothingIsRefused() {
        for (String wrong : List.of("{}", "{\"n\":1,\"command\":\"fly\"}", "{\"report\":\"done\"}")) {
            assertThat(CHECK.check(Json.read(wrong))).as(wrong).isNotEmpty();
            assertThatThrownBy(() -> AdapterProtocol.report(wrong)).isInstanceOf(AdapterProtocol.NotAReport.class);
        }
        assertThat(CHECK.check(Json.read("{\"n\":1,\"command\":\"close\",\"more\":1}")))
                .as("the kit writes nothing beyond it")
                .isNotEmpty();
    }

    @Test
    void everyCommandOfTheDriverFits() {
        for (AdapterCommand command : AdapterCommand.values()) {
            ObjectNode bare = command.write("what", Optional.empty(), Optional.empty(), "unnamed");
            ObjectNode full = command.write("what", Optional.of("it"), Optional.of(Json.object()), "unnamed");

            assertThat(CHECK.check(bare.put("n", 1))).as(bare.toString()).isEmpty();
            assertThat(CHECK.check(full.put("n", 1))).as(full.toString()).isEmpty();
        }
        assertThat(AdapterProtocol.kinds("command"))
                .containsAll(Arrays.stream(AdapterCommand.values())
                        .map(AdapterCommand::word)
                        .toList());
    }

    @Test
    void reportsAreWhatAScenarioSeesAndBack() throws Exception {
        for (String kind : AdapterProtocol.kinds("report")) {
            for (JsonNode example : SCHEMA.path("$defs").path(kind).path("examples")) {
                ObjectNode report = AdapterProtocol.report(Json.write(example));
                if (!report.has("n")) {
                    assertThat(AdapterReport.of(AdapterReport.asSeen(report))).isEqualTo(report);
                }
            }
        }
        assertThat(AdapterReport.asSeen(
                        AdapterProtocol.report("{\"report\":\"noteUpdated\",\"id\":\"n1\",\"type\":\"x\"}")))
                .isEqualTo(Json.read("{\"noteUpdated\":\"n1\",\"type\":\"x\"}"));
    }
}
