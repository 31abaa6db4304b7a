package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** The reference of the language as the README has it: every key with the words of its schema. */
final class ReferenceText {
    private static final JsonNode SCHEMA = Json.read(ScenarioFiles.read("language/scenario.schema.json"));
    private static final Set<String> BESIDE = Set.of("until", "on", "nth", "within", "covers");

    private final List<String> lines = new ArrayList<>();

    private ReferenceText() {}

    static String make() {
        ReferenceText text = new ReferenceText();
        JsonNode definitions = SCHEMA.path("$defs");
        JsonNode steps = definitions.path("step").path("properties");
        text.heading("The file", "What a file has; `scenario`, `covers` and `steps` are needed.");
        text.members(SCHEMA, 0);
        text.heading(
                "A rule of the background",
                definitions.path("rule").path("description").stringValue());
        text.members(definitions.path("rule"), 0);
        text.heading("Steps", "A step has one of these keys.");
        for (Map.Entry<String, JsonNode> step : steps.properties()) {
            if (!BESIDE.contains(step.getKey()) && !ShortForms.kinds().contains(step.getKey())) {
                text.key(step.getKey(), step.getValue(), false, 0);
            }
        }
        text.heading("Short steps", "Each is short for two; `explain --expand FILE` writes them out.");
        ShortForms.kinds().stream().sorted().forEach(kind -> text.key(kind, steps.path(kind), false, 0));
        text.heading("Beside a step", "Keys that stand beside that of the step, not in it.");
        for (String key : steps.propertyNames()) {
            if (BESIDE.contains(key)) {
                text.key(key, steps.path(key), false, 0);
            }
        }
        text.heading("What a client tells its application", "In `seen`, and in the `seen` of a `never`.");
        text.members(definitions.path("report"), 0);
        text.heading(
                "What a fault takes",
                definitions.path("faultValue").path("description").stringValue());
        text.members(definitions.path("faultValue"), 0);
        text.heading(
                "Operators", definitions.path("pattern").path("description").stringValue());
        text.members(definitions.path("pattern"), 0);
        text.heading("Kinds of values", "Where a key above takes one of them.");
        for (String kind : List.of("name", "who", "duration", "frame", "value")) {
            text.lines.add("- *" + kind + "* — "
                    + definitions.path(kind).path("description").stringValue());
        }
        return String.join("\n", text.lines) + "\n";
    }

    private void heading(String title, String words) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(List.of("### " + title, "", words, ""));
    }

    private void members(JsonNode object, int depth) {
        List<String> needed = new ArrayList<>();
        object.path("required").forEach(name -> needed.add(name.stringValue()));
        for (Map.Entry<String, JsonNode> member : object.path("properties").properties()) {
            key(member.getKey(), member.getValue(), needed.contains(member.getKey()), depth);
        }
    }

    private void key(String name, JsonNode schema, boolean needed, int depth) {
        String indent = "  ".repeat(depth);
        String takes = takes(schema);
        lines.add(indent + "- `" + name + "`" + (takes.isEmpty() ? "" : " *" + takes + "*") + (needed ? ", needed" : "")
                + " — " + schema.path("description").stringValue());
        schema.path("examples")
                .forEach(example -> lines.add(indent + "  `" + name + ": " + FlowText.of(example) + "`"));
        members(schema, depth + 1);
        JsonNode inside = schema.path("additionalProperties");
        if (inside.has("properties")) {
            members(inside, depth + 1);
        }
    }

    /** What kind of value it takes, in a word or two. */
    private static String takes(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.stringValue()));
            return String.join(" | ", words);
        }
        if (schema.has("const")) {
            return schema.path("const").toString();
        }
        String reference = schema.path("$ref").stringValue("").replaceAll(".*/", "");
        if (!reference.isEmpty() && !reference.equals("faultValue")) {
            return reference;
        }
        if (schema.path("type").stringValue("").equals("integer")) {
            return "number" + (schema.has("minimum") ? " from " + schema.path("minimum") : "")
                    + (schema.has("maximum") ? " to " + schema.path("maximum") : "");
        }
        String type = schema.path("type").stringValue("");
        return type.equals("array") ? "list" : type.equals("string") ? "text" : type.equals("number") ? "number" : "";
    }
}
