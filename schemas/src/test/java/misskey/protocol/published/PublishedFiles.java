package misskey.protocol.published;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.ExampleFile;
import misskey.protocol.Json;
import misskey.protocol.Requirements;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** The texts of all files that are generated, by path below this module, made from this module's folders. */
final class PublishedFiles {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                    .withArrayEmptySeparator("")
                    .withObjectEmptySeparator(""))
            .withObjectIndenter(INDENT)
            .withArrayIndenter(INDENT);
    /** Only plain words are without quotes: 1, no and dates mean something else in some readers of YAML. */
    private static final StringQuotingChecker PLAIN_WORDS = new StringQuotingChecker.Default() {
        @Override
        public boolean needToQuoteValue(String value) {
            return !value.matches("[A-Za-z][A-Za-z .,']*") || super.needToQuoteValue(value);
        }
    };

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .stringQuotingChecker(PLAIN_WORDS)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    /** This module's folder. */
    static final Sources FOLDER = new Folder();

    /** The npm package of other people's readers. */
    static final Path READERS = Path.of("src", "test", "npm");

    private PublishedFiles() {}

    /** The paths of the committed bundles. */
    static Set<String> bundles() {
        Set<String> paths = new TreeSet<>();
        for (String name : Dialect.NAMES) {
            for (Direction direction : Direction.values()) {
                paths.add(SchemaBundle.path(Dialect.named(name), direction));
            }
        }
        return paths;
    }

    /** The text of a file of this module. */
    static String text(String path) {
        return FOLDER.schema(path);
    }

    /** The committed bundles, and no way to anything else. */
    static SchemaRegistry bundleRegistry() {
        Map<String, String> texts = bundles().stream()
                .map(PublishedFiles::text)
                .collect(Collectors.toMap(text -> Json.read(text).path("$id").stringValue(), text -> text));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
    }

    static Map<String, String> generate() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : Dialect.NAMES) {
            Dialect dialect = Dialect.named(name);
            for (Direction direction : Direction.values()) {
                texts.put(
                        SchemaBundle.path(dialect, direction),
                        json(SchemaBundle.of(dialect, direction, FOLDER::schema)));
            }
            texts.put(AsyncApi.path(dialect), yaml(name, AsyncApi.of(dialect, FOLDER)));
        }
        return texts;
    }

    private static String json(JsonNode document) {
        return Json.MAPPER.writer().with(PRETTY).writeValueAsString(document) + "\n";
    }

    private static String yaml(String dialect, JsonNode document) {
        return "# Generated from dialects/" + dialect + ".yaml; README.md says how.\n"
                + YAML.writeValueAsString(document);
    }

    private static final class Folder implements Sources {
        private final List<ExampleFile> valid = ExampleFile.valid();

        @Override
        public String schema(String path) {
            try {
                return Files.readString(Path.of(path));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read " + path, unreadable);
            }
        }

        @Override
        public String statement(String requirement) {
            return Requirements.all().get(requirement).statement();
        }

        @Override
        public List<Example> examples(String dialect, String key) {
            List<Example> own = examplesOf(dialect, key, dialect);
            return own.isEmpty() ? examplesOf("documented", key, dialect) : own;
        }

        private List<Example> examplesOf(String source, String key, String dialect) {
            return valid.stream()
                    .filter(example ->
                            example.key().equals(key) && example.dialect().equals(source))
                    .filter(example -> example.check(dialect).violations().isEmpty())
                    .map(example -> new Example(example.name(), example.description(), example.frame()))
                    .toList();
        }
    }
}
