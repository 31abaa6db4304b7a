package misskey.protocol;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks one schema file: that it is one, says what it is and where that is from, and that what it refers to exists. */
final class SchemaFileCheck {
    /** What the kit's schemas are made of, which is all that the kit follows; the rest of 2020-12 is left out. */
    static final Set<String> KEYWORDS = new TreeSet<>(List.of(
            "$schema",
            "$id",
            "$comment",
            "$ref",
            "$defs",
            "title",
            "description",
            "type",
            "const",
            "enum",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "allOf",
            "if",
            "then",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "minItems",
            "maxItems"));

    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final Schema META_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    private static final Pattern DOCUMENTED = Pattern.compile("Source: documented-api\\.md, \"([^\"]+)\".*");
    private static final Pattern SEEN =
            Pattern.compile("Source: Misskey ([0-9., and]+), (?:as )?(?:recorded|observed).*");
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+(\\.[0-9]+)?");

    private final Places file;
    private final JsonNode schema;
    private final Map<String, JsonNode> all;
    private final Set<String> sections;
    private final Set<String> versions;

    /**
     * A check of one file.
     *
     * @param all every schema file, by path
     * @param sections the sections of the document that can be cited
     * @param versions the versions of servers that were recorded
     */
    SchemaFileCheck(
            Places file, JsonNode schema, Map<String, JsonNode> all, Set<String> sections, Set<String> versions) {
        this.file = file;
        this.schema = schema;
        this.all = all;
        this.sections = sections;
        this.versions = versions;
    }

    void run() {
        checkIdentity();
        checkSource();
        walk(schema, "");
        if (file.problems().isEmpty()) {
            for (Error error : META_SCHEMA.validate(
                    schema, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)))) {
                String at = error.getInstanceLocation().toString();
                file.wrong(at, error.getMessage() + ", found " + Json.excerpt(schema.at(at), 80));
            }
        }
    }

    private void checkIdentity() {
        String id = FrameSchemas.BASE + file.path();
        if (!schema.path("$id").asString("").equals(id)) {
            file.wrong(
                    schema.has("$id") ? "/$id" : "",
                    "its $id is " + Json.excerpt(schema.path("$id"), 120) + "; expected \"" + id + "\"");
        }
        if (schema.path("title").asString("").isBlank()) {
            file.wrong(schema.has("title") ? "/title" : "", "it has no title");
        }
        if (!schema.path("description").asString("").endsWith(".")) {
            file.wrong(schema.has("description") ? "/description" : "", "its description is not a sentence");
        }
    }

    private void checkSource() {
        String source = schema.path("$comment").asString("");
        String at = schema.has("$comment") ? "/$comment" : "";
        Matcher documented = DOCUMENTED.matcher(source);
        Matcher seen = SEEN.matcher(source);
        if (documented.matches()) {
            known(at, "section of the document", documented.group(1), sections);
        } else if (seen.matches()) {
            VERSION.matcher(seen.group(1))
                    .results()
                    .forEach(version -> known(at, "recorded version", version.group(), versions));
        } else if (!source.startsWith("Source: Misskey ")
                || !VERSION.matcher(source).find()) {
            file.wrong(
                    at,
                    "its $comment does not say the version it was checked on; expected \"Source: Misskey VERSION, …\""
                            + " or \"Source: documented-api.md, \"SECTION\"\", found " + Json.excerpt(source, 80));
        }
    }

    private void walk(JsonNode node, String pointer) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            String at = Places.below(pointer, keyword);
            if (!KEYWORDS.contains(keyword)) {
                file.wrongName(
                        at, "there is no keyword \"" + keyword + "\" here" + DidYouMean.suffix(keyword, KEYWORDS));
                continue;
            }
            switch (keyword) {
                case "properties", "$defs" ->
                    value.properties().forEach(inner -> walk(inner.getValue(), Places.below(at, inner.getKey())));
                case "items", "if", "then", "additionalProperties" -> walk(value, at);
                case "allOf" -> {
                    for (int i = 0; i < value.size(); i++) {
                        walk(value.path(i), at + "/" + i);
                    }
                }
                case "type" -> checkType(value, at);
                case "$ref" -> checkReference(value.asString(""), at);
                default -> {
                    // Its value holds no schema; the meta-schema says whether it is right.
                }
            }
        }
    }

    private void checkType(JsonNode value, String at) {
        if (value.isString()) {
            known(at, "type", value.stringValue(), TYPES);
        }
        for (int i = 0; i < value.size(); i++) {
            known(at + "/" + i, "type", value.path(i).asString(""), TYPES);
        }
    }

    private void checkReference(String reference, String at) {
        int hash = reference.indexOf('#');
        String target = hash == 0
                ? file.path()
                : URI.create(file.path())
                        .resolve(hash < 0 ? reference : reference.substring(0, hash))
                        .toString();
        JsonNode other = all.get(target);
        if (other == null) {
            known(at, "schema file", target, all.keySet());
        } else if (hash >= 0 && other.at(reference.substring(hash + 1)).isMissingNode()) {
            Set<String> pointers = new TreeSet<>();
            pointers(other, "", pointers);
            String pointer = reference.substring(hash + 1);
            file.wrong(at, "there is no \"" + pointer + "\" in " + target + DidYouMean.suffix(pointer, pointers));
        }
    }

    private static void pointers(JsonNode node, String at, Set<String> into) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String inner = Places.below(at, member.getKey());
            into.add(inner);
            pointers(member.getValue(), inner, into);
        }
    }

    private void known(String at, String what, String name, Collection<String> right) {
        if (!right.contains(name)) {
            file.wrong(at, "there is no " + what + " \"" + name + "\"" + DidYouMean.suffix(name, right));
        }
    }
}
