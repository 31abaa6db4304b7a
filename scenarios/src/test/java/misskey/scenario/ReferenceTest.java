package misskey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import misskey.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The README's reference says what the schema of the language says, of every key. */
class ReferenceTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN =
            "<!-- The rest is made from language/scenario.schema.json; to make it again, run:\n"
                    + "mvn -q test -pl scenarios -am -Dtest=ReferenceTest -Dreference=rewrite"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -->\n";

    @BeforeAll
    static void rewriteWhenTold() throws IOException {
        if ("rewrite".equals(System.getProperty("reference"))) {
            String before = Files.readString(README).split(Pattern.quote(BEGIN), 2)[0];
            Files.writeString(README, before + BEGIN + "\n" + ReferenceText.make());
        }
    }

    @Test
    void readmeHasTheReferenceThatTheSchemaMakes() throws IOException {
        String readme = Files.readString(README);

        assertThat(readme).contains(BEGIN);
        assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length()))
                .as("to make it again, run the command that stands above it")
                .isEqualTo("\n" + ReferenceText.make());
    }

    /** What people copy first has no mistake, and is explained as the guide says. */
    @Test
    void guidesFileIsRightAndSaysWhatTheGuideShows() throws IOException, ScenarioError {
        String readme = Files.readString(README);
        String file = readme.split("```yaml\n", 2)[1].split("```", 2)[0];

        assertThat(Lint.check("twice.yaml", file, Set.of("notes/create"))).isEmpty();
        assertThat(Explainer.explain(ScenarioReader.parse("twice.yaml", file)).stream()
                        .filter(line -> line.matches(" *[5-9]\\..*"))
                        .map(line -> "    " + line))
                .isNotEmpty()
                .allMatch(line -> readme.contains(line + "\n"));
    }

    /** The text is made by walking the schema: this holds that the walk leaves out no key. */
    @Test
    void referenceHasEveryKeyOfTheSchemaWithItsWords() {
        String reference = ReferenceText.make();

        assertThat(LanguageTest.properties().entrySet()).hasSizeGreaterThan(100).allSatisfy(property -> {
            String key = property.getKey().replaceAll(".*/", "");
            String words = property.getValue().path("description").stringValue();
            assertThat(reference.lines())
                    .as(property.getKey())
                    .anyMatch(line -> line.strip().startsWith("- `" + key + "`") && line.endsWith(" — " + words));
        });
    }

    static Stream<Arguments> examples() {
        return Json.read(ScenarioFiles.read("language/scenario.schema.json"))
                .at("/$defs/step/properties")
                .properties()
                .stream()
                .map(step -> Arguments.of(step.getKey(), step.getValue().path("examples")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyStepHasAnExampleThatFitsTheLanguage(String key, JsonNode examples) throws ScenarioError {
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            Language.check(new OneStep(step(key, example)), Mistakes.stopping());
        }
    }

    private static JsonNode step(String key, JsonNode example) {
        Map<String, String> around = Map.of(
                "never", "{\"until\":[{\"server\":{\"type\":\"a\"}}]}",
                "until", "{\"never\":{\"server\":{\"type\":\"a\"}}}",
                "on", "{\"client\":{\"type\":\"a\"}}",
                "nth", "{\"client\":{\"type\":\"a\"}}",
                "within", "{\"client\":{\"type\":\"a\"}}",
                "covers", "{\"client\":{\"type\":\"a\"}}");
        JsonNode step = Json.read(around.getOrDefault(key, "{}"));
        return ((ObjectNode) step).set(key, example);
    }

    /** A scenario of one step. */
    private record OneStep(JsonNode root) implements Located {
        OneStep {
            JsonNode around = Json.read("{\"scenario\":\"s\",\"covers\":[\"main.followed\"]}");
            ((ObjectNode) around).withArray("steps").add(root);
            root = around;
        }

        @Override
        public Location at(JsonPointer pointer) {
            return Location.pointer(pointer.toString());
        }
    }
}
