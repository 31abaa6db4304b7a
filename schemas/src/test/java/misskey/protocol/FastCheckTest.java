package misskey.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import misskey.protocol.FastCheck.Verdict;
import misskey.protocol.RecordedFrames.Recorded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The short cut changes nothing of what is found, and is taken wherever there is nothing to find. */
class FastCheckTest {
    static final List<String> DIALECTS = Dialect.NAMES;

    private static final int MUTANTS = 4;
    private static final JsonNode ODD_VALUES = Json.read(
            "[null, true, 0, -1, 2.0, 1e400, 12345678901234567890, \"\", \"x\", \"𝄞\", [], [7], {}, {\"id\": null}]");

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void findsWhatTheValidatorFinds(String name) throws Exception {
        Dialect dialect = Dialect.named(name);
        FrameSchemas usual = new FrameSchemas(dialect);
        Set<Verdict> reached = EnumSet.noneOf(Verdict.class);
        FrameSchemas validatorOnly = new FrameSchemas(dialect, (path, value) -> {
            reached.add(FastCheck.of(path).verdict(value));
            return Verdict.UNSURE;
        });
        Random random = new Random(20_250_200);
        for (Recorded known : allKnownFrames(dialect)) {
            ObjectNode json = (ObjectNode) Json.read(known.text());
            assertSame(usual, validatorOnly, known, json);
            for (int i = 0; i < MUTANTS; i++) {
                ObjectNode mutant = json.deepCopy();
                mutate(mutant, random);
                assertSame(usual, validatorOnly, known, mutant);
            }
        }

        assertThat(reached).containsExactlyInAnyOrder(Verdict.values());
    }

    @ParameterizedTest
    @CsvSource({"misskey-12.110.1, misskey-12", "misskey-12.119.2, misskey-12", "misskey-2025.2.0, misskey-2025"})
    void validatorIsNotAskedWhereThereIsNothingToFind(String recordings, String name) throws Exception {
        Dialect dialect = Dialect.named(name);
        FrameSchemas validatorOnly = new FrameSchemas(dialect, (path, value) -> Verdict.UNSURE);
        Set<Verdict> reached = EnumSet.noneOf(Verdict.class);
        FrameSchemas watched = new FrameSchemas(dialect, (path, value) -> {
            reached.add(FastCheck.of(path).verdict(value));
            return Verdict.FITS;
        });
        for (Recorded known :
                RecordedFrames.read(Path.of("transcripts", recordings), dialect).frames()) {
            ObjectNode json = (ObjectNode) Json.read(known.text());
            FrameSchemas.Checked found = check(validatorOnly, known, json);
            if (found.violations().isEmpty()
                    && found.drift().stream().noneMatch(drift -> drift.kind() == Drift.Kind.MEMBER)) {
                reached.clear();
                check(watched, known, json);
                assertThat(reached).as(known.text()).isSubsetOf(Verdict.FITS);
            }
        }
    }

    static List<String> schemas() throws IOException {
        return SchemaPaths.all();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void knowsEveryKeywordThatTheSchemasUse(String file) {
        assertThat(FastCheck.of(file).unknownKeywords()).isEmpty();
    }

    /** Each would fit, or not, by a keyword that is not known or not known well enough. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'format': 'date'}",
                "{'maxLength': 9}",
                "{'anyOf': [{'type': 'object'}]}",
                "{'properties': {'a': {'multipleOf': 1}}}",
                "{'additionalProperties': false}",
                "{'additionalProperties': {'type': 'integer'}}",
                "{'type': 'date'}",
                "{'minimum': 0.5}",
                "{'$ref': '#/$defs/a'}",
                "{'then': {'type': 'object'}}",
                "{'if': {'type': 'integer'}, 'then': {'minimum': 0}}",
                "{'if': {'properties': {'a': {'const': 1}}}, 'then': {'required': ['a']}}",
                "{'if': {'required': ['b']}, 'then': {'$ref': 'entities/note.json'}}",
                "{'if': {'type': 'array'}, 'then': {'$ref': 'entities/note.json'}}",
                "{'if': {'type': 'object'}, 'else': {'required': ['b']}}"
            })
    void isUnsureWhereAKeywordIsNotKnown(String schema) {
        FastCheck check = new FastCheck("test.json", Json.read(schema.replace('\'', '"')));

        assertThat(check.unknownKeywords()).isNotEmpty();
        assertThat(check.verdict(Json.object().put("a", 1))).isEqualTo(Verdict.UNSURE);
    }

    private static List<Recorded> allKnownFrames(Dialect dialect) throws Exception {
        List<Recorded> all = new ArrayList<>();
        Stream.concat(ExampleFile.valid().stream(), ExampleFile.invalid().stream())
                .map(example -> new Recorded(Json.write(example.frame()), example.direction(), example.channel()))
                .forEach(all::add);
        List<Path> folders;
        try (Stream<Path> files = Files.list(Path.of("transcripts"))) {
            folders = files.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders) {
            all.addAll(RecordedFrames.read(folder, dialect).frames());
        }
        return all;
    }

    private static void assertSame(FrameSchemas usual, FrameSchemas validatorOnly, Recorded known, ObjectNode json) {
        assertThat(check(usual, known, json)).as(json.toString()).isEqualTo(check(validatorOnly, known, json));
    }

    private static FrameSchemas.Checked check(FrameSchemas schemas, Recorded known, ObjectNode json) {
        Function<JsonNode, Optional<String>> channelOf = id -> known.channel();
        return schemas.check(known.from(), new Frame(json.path("type").stringValue(""), json), channelOf);
    }

    /** Changes one place: a member or an item is taken out, replaced, wrapped or joined by another. */
    private static void mutate(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size())).deepCopy();
        int way = random.nextInt(5);
        if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.isEmpty() ? "weather" : names.get(random.nextInt(names.size()));
            switch (way) {
                case 0 -> object.remove(name);
                case 1 -> object.set("weather", odd);
                case 2 -> object.set(name, Json.array().add(object.get(name)));
                case 3 -> object.set(name, Json.object().set("id", object.get(name)));
                default -> object.set(name, odd);
            }
        } else if (container instanceof ArrayNode array) {
            switch (way) {
                case 0 -> array.removeAll();
                case 1 -> array.insert(0, Json.array().add(array.deepCopy()));
                default -> array.add(odd);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers));
        }
    }
}
