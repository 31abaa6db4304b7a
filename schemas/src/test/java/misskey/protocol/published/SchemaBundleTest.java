package misskey.protocol.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import misskey.node.NodePackage;
import misskey.node.NodeProgram;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.ExampleFile;
import misskey.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A bundle means to the validators that others use what its schema files mean to the kit. */
class SchemaBundleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Map<String, JsonNode> BUNDLES = PublishedFiles.bundles().stream()
            .collect(Collectors.toMap(path -> path, path -> Json.read(PublishedFiles.text(path))));

    private static NodePackage readers;

    @BeforeAll
    static void install() throws Exception {
        NodePackage.assumeNode();
        readers = NodePackage.install(PublishedFiles.READERS);
    }

    /** One place where a validator finds a value wrong. */
    private record Wrong(String at, String keyword) {}

    /** An example, checked by what a caller of a bundle would check it by. */
    private record Case(ExampleFile example, String bundle, String entry) {
        static List<Case> of(ExampleFile example) {
            Dialect dialect = Dialect.named(example.dialect());
            JsonNode bundle = Objects.requireNonNull(BUNDLES.get(SchemaBundle.path(dialect, example.direction())));
            String id = bundle.path("$id").stringValue();
            String event = (example.direction() == Direction.SERVER ? "event." : "message.")
                    + example.channel().orElse("") + "."
                    + example.frame().at("/body/type").stringValue("");
            return bundle.path("$defs").has(event)
                    ? List.of(new Case(example, id, ""), new Case(example, id, "#/$defs/" + event))
                    : List.of(new Case(example, id, ""));
        }

        String prefix() {
            return entry.isEmpty() ? "" : "/body/body";
        }

        JsonNode value() {
            return example.frame().at(prefix());
        }
    }

    @Test
    void everyValidatorFindsTheSamePlacesInEveryExample() throws Exception {
        List<ExampleFile> examples = Stream.concat(ExampleFile.valid().stream(), ExampleFile.invalid().stream())
                .toList();
        Map<ExampleFile, List<Case>> cases = examples.stream().collect(Collectors.toMap(example -> example, Case::of));
        Map<Case, Set<Wrong>> ajv =
                byAjv(cases.values().stream().flatMap(List::stream).toList());
        SchemaRegistry registry = PublishedFiles.bundleRegistry();

        for (ExampleFile example : examples) {
            Set<Wrong> byTheKit = example.check(example.dialect()).violations().stream()
                    .map(violation -> new Wrong(violation.pointer(), violation.keyword()))
                    .collect(Collectors.toSet());
            assertThat(foundIn(cases.getOrDefault(example, List.of()), one -> byNetworknt(registry, one)))
                    .as("%s by networknt", example)
                    .isEqualTo(byTheKit);
            assertThat(foundIn(cases.getOrDefault(example, List.of()), one -> ajv.getOrDefault(one, Set.of())))
                    .as("%s by ajv", example)
                    .isEqualTo(byTheKit);
        }
        assertThat(ajv.values().stream().filter(wrong -> !wrong.isEmpty()))
                .hasSize(ExampleFile.invalid().size());
    }

    private static Map<Case, Set<Wrong>> byAjv(List<Case> cases) throws Exception {
        ObjectNode question = Json.object();
        PublishedFiles.bundles()
                .forEach(path -> question.withArray("schemas")
                        .add(Path.of(path).toAbsolutePath().toString()));
        for (Case one : cases) {
            ObjectNode asked = question.withArray("cases").addObject().put("schema", one.bundle + one.entry);
            asked.set("value", one.value());
        }
        try (NodeProgram ajv = readers.run("ajv.mjs", List.of(), Map.of())) {
            ajv.tell(Json.write(question));
            JsonNode answer = ajv.await("what ajv found", report -> report.has("results"), PATIENCE);
            assertThat(answer.path("warnings")).isEmpty();
            assertThat(answer.path("results").size()).isEqualTo(cases.size());
            List<Set<Wrong>> results = new ArrayList<>();
            answer.path("results").forEach(errors -> results.add(wrong(errors)));
            return IntStream.range(0, cases.size()).boxed().collect(Collectors.toMap(cases::get, results::get));
        }
    }

    /** ajv also says of an {@code if} that its {@code then} did not hold, beside what did not hold. */
    private static Set<Wrong> wrong(JsonNode errors) {
        return errors.valueStream()
                .map(error -> new Wrong(
                        error.path("at").stringValue(), error.path("keyword").stringValue()))
                .filter(error -> !error.keyword.equals("if"))
                .collect(Collectors.toSet());
    }

    private static Set<Wrong> byNetworknt(SchemaRegistry registry, Case one) {
        Schema schema = registry.getSchema(SchemaLocation.of(one.bundle + one.entry));
        List<Error> errors = schema.validate(
                one.value(), context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)));
        return errors.stream()
                .map(error -> new Wrong(error.getInstanceLocation().toString(), error.getKeyword()))
                .collect(Collectors.toSet());
    }

    /** The frame's own faults; where it has none, those of its inner body. */
    private static Set<Wrong> foundIn(List<Case> cases, Function<Case, Set<Wrong>> validator) {
        for (Case one : cases) {
            Set<Wrong> found = validator.apply(one);
            if (!found.isEmpty()) {
                return found.stream()
                        .map(wrong -> new Wrong(one.prefix() + wrong.at, wrong.keyword))
                        .collect(Collectors.toSet());
            }
        }
        return Set.of();
    }
}
