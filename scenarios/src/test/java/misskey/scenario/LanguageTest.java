package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The schema of the language, which editors use too, and the reader say the same. */
class LanguageTest {
    private static final JsonNode SCHEMA = Json.read(ScenarioFiles.read("language/scenario.schema.json"));
    private static final JsonPointer STEP = JsonPointer.compile("/steps/0");

    @Test
    void isAValidSchema() {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(SCHEMA)).isEmpty();
    }

    @Test
    void everyPropertyHasADescription() {
        List<String> undescribed = new ArrayList<>();
        List<String> described = new ArrayList<>();
        properties(SCHEMA, "")
                .forEach((place, property) -> (property.path("description")
                                        .stringValue("")
                                        .endsWith(".")
                                ? described
                                : undescribed)
                        .add(place));

        assertThat(undescribed).isEmpty();
        assertThat(described).hasSizeGreaterThan(50);
    }

    /** Each property of the language by where the schema has it. */
    static Map<String, JsonNode> properties() {
        return properties(SCHEMA, "");
    }

    private static Map<String, JsonNode> properties(JsonNode schema, String place) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            if (member.getValue().isArray()) { // values, and what properties they need
                continue;
            }
            String inside = place + "/" + member.getKey();
            if (place.endsWith("/properties") && !place.endsWith("/properties/properties")) {
                found.put(inside, member.getValue());
            }
            found.putAll(properties(member.getValue(), inside));
        }
        return found;
    }

    @Test
    void everyStepOfTheSchemaIsReadOrShortForOthersAndNoOther() {
        assertThat(Language.choices("step"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(StepReader.kinds().stream(), ShortForms.kinds().stream())
                                .toList());
        assertThat(Language.keysAt(STEP))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Language.choices("step").stream(), Stream.of("until", "on", "nth", "within", "covers"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            open       | Open       | {open: {as: bob}}
            refused    | Refused    | {refused: {as: alice, status: 503}}
            app        | App        | {app: {capture: n1}}
            client     | Message    | {client: {type: a}}
            server     | Message    | {server: {type: a}}
            do         | Do         | {do: {as: bob, call: x}}
            reply      | Reply      | {reply: {to: x, result: null}}
            call       | Call       | {call: {endpoint: i}}
            attempts   | Attempts   | {attempts: {in: 1s, atMost: 3}}
            seen       | Seen       | {seen: {noteUpdated: n1}}
            never      | Never      | {never: {client: {type: b}}, until: [{client: {type: a}}]}
            close      | Close      | {close: {by: client}}
            fault      | Fault      | {fault: {reset: true}}
            wait       | Wait       | {wait: 1s}
            repeat     | Repeat     | {repeat: {times: 2, steps: [{client: {type: a}}]}}
            anyOrder   | Group      | {anyOrder: [{client: {type: a}}, {client: {type: b}}]}
            inOrder    | Group      | {inOrder: [{client: {type: a}}, {client: {type: b}}]}
            checkpoint | Checkpoint | {checkpoint: the client has read it}
            """)
    void stepIsReadAsWhatItsKeySays(String kind, String type, String step) throws ScenarioError {
        assertThat(StepReader.kinds()).contains(kind);
        assertThat(ScenarioReader.parse(
                                "f.yaml",
                                "{scenario: s, covers: [main.followed], plays: [client], steps: ["
                                        + "{open: {as: alice}}, {client: {type: x}}, " + step + "]}")
                        .steps())
                .last()
                .satisfies(read -> assertThat(read.getClass().getSimpleName()).isEqualTo(type));
    }

    @Test
    void everyOperatorOfTheSchemaIsOneThatPatternsKnowAndNoOther() {
        assertThat(Stream.concat(Stream.of(Operator.values()).map(Operator::word), OtherMessage.KINDS.stream()))
                .containsExactlyInAnyOrderElementsOf(Language.keysAt(JsonPointer.compile("/steps/0/client/body/id")));
    }

    static Stream<JsonNode> objects() {
        return properties(SCHEMA, "").values().stream().filter(property -> property.has("properties"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void everyObjectRefusesKeysItDoesNotHave(JsonNode object) {
        assertThat(object.path("additionalProperties").booleanValue(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /world                       | users, follows, notes
            /world/notes/n1              | by, text, visibility, poll
            /steps/0/app                 | connect, disconnect, send, capture, release, call, close, as, params, with, type, body
            /steps/0/until/3/do          | as, call, with, bind
            /steps/0/app/params/x        | $lit
            """)
    void knowsTheKeysOfEachPlace(String place, String keys) {
        assertThat(String.join(", ", Language.keysAt(JsonPointer.compile(place))))
                .isEqualTo(keys);
    }
}
