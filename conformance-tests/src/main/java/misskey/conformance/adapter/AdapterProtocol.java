package misskey.conformance.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.DidYouMean;
import misskey.protocol.DocumentSchema;
import misskey.protocol.DocumentSchema.Difference;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a report has to look like, as the published schema says it. Thread-safe. */
public final class AdapterProtocol {
    /** The version of the protocol, as {@code hello} tells it. */
    public static final int VERSION = 1;

    private static final String TEXT = text();
    private static final JsonNode SCHEMA = Json.read(TEXT);
    private static final Map<String, DocumentSchema> REPORTS = reports();
    private static final int EXCERPT = 120;

    private AdapterProtocol() {}

    /** A line that is no report. The message says what is wrong with it. */
    static final class NotAReport extends Exception {
        private static final long serialVersionUID = 1L;

        NotAReport(String message) {
            super(message);
        }
    }

    /** The published schema. */
    public static String schema() {
        return TEXT;
    }

    /** Reads a line as a report. */
    static ObjectNode report(String line) throws NotAReport {
        JsonNode json;
        try {
            json = Json.read(line);
        } catch (JacksonException notJson) {
            throw new NotAReport("wrote a line that is not JSON to its standard output, which is for reports alone: "
                    + Json.excerpt(line, EXCERPT) + " (write what is for people to standard error)");
        }
        if (!(json instanceof ObjectNode report)) {
            throw new NotAReport(
                    "wrote a JSON " + Json.typeOf(json) + "; a report is an object: " + Json.excerpt(line, EXCERPT));
        }
        String kind = report.path("report").stringValue("");
        DocumentSchema schema = REPORTS.get(kind);
        if (schema == null) {
            throw new NotAReport((kind.isEmpty()
                            ? "wrote an object without a \"report\""
                            : "wrote a report \"" + Json.excerpt(kind, 40) + "\", which the protocol does not have"
                                    + DidYouMean.suffix(kind, REPORTS.keySet()))
                    + " (there is: " + String.join(", ", REPORTS.keySet()) + "): "
                    + Json.excerpt(line, EXCERPT));
        }
        Optional<Difference> wrong = schema.check(report).stream().findFirst();
        if (wrong.isPresent()) {
            String place =
                    wrong.get().pointer().isEmpty() ? "" : "at " + wrong.get().pointer() + " ";
            throw new NotAReport("wrote a wrong \"" + kind + "\" report: " + place
                    + wrong.get().expected() + ": " + Json.excerpt(line, EXCERPT));
        }
        return report;
    }

    private static Map<String, DocumentSchema> reports() {
        Map<String, DocumentSchema> all = new LinkedHashMap<>();
        for (String name : kinds("report")) {
            ObjectNode alone = (ObjectNode) SCHEMA.path("$defs").path(name).deepCopy();
            alone.set("$defs", SCHEMA.path("$defs"));
            all.put(name, DocumentSchema.of(Json.write(alone)));
        }
        return Map.copyOf(all);
    }

    /** The names of what the schema lists as a {@code command} or a {@code report}. */
    static List<String> kinds(String of) {
        List<String> names = new ArrayList<>();
        SCHEMA.path("$defs")
                .path(of)
                .path("oneOf")
                .forEach(each -> names.add(each.path("$ref").stringValue("").replaceFirst(".*/", "")));
        return List.copyOf(names);
    }

    private static String text() {
        try (InputStream in = AdapterProtocol.class.getResourceAsStream("adapter.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("adapter.schema.json is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read adapter.schema.json", unreadable);
        }
    }
}
