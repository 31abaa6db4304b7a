package misskey.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A JSON Schema for whole documents that people write, such as scenario files. Thread-safe. */
public final class DocumentSchema {
    private final Schema schema;

    private DocumentSchema(Schema schema) {
        this.schema = schema;
    }

    /** One place in a document that differs: where (a JSON pointer), which keyword failed, what was expected. */
    public record Difference(String pointer, String keyword, String expected, List<String> about) {}

    /** Reads a schema of draft 2020-12. */
    public static DocumentSchema of(String text) {
        return new DocumentSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Json.read(text)));
    }

    /** Where the document differs from the schema; empty where it fits. */
    public List<Difference> check(JsonNode document) {
        List<Difference> differences = new ArrayList<>();
        for (Error error : schema.validate(
                document, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)))) {
            differences.add(difference(error));
        }
        return differences;
    }

    static Difference difference(Error error) {
        List<String> about = error.getProperty() == null ? List.of() : List.of(error.getProperty());
        return new Difference(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage(), about);
    }
}
