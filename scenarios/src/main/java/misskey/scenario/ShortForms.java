package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Steps that are short for others, as {@code language/short-forms.yaml} has them. */
final class ShortForms {
    private static final String FILE = "language/short-forms.yaml";
    private static final JsonNode FORMS = read();
    private static final Pattern HOLE = Pattern.compile("<(\\w*)>");
    private static final List<String> BESIDE = List.of("on", "nth", "within", "covers");

    private ShortForms() {}

    /** The kinds of steps that are short for others. */
    static Set<String> kinds() {
        return Set.copyOf(FORMS.propertyNames());
    }

    static boolean isShort(JsonNode step) {
        return kinds().stream().anyMatch(step::has);
    }

    /** The steps that a short one stands for, each with what stands beside it; any other step alone. */
    static List<JsonNode> writtenOut(JsonNode step) {
        Optional<String> found = kinds().stream().filter(step::has).findFirst();
        return found.map(kind -> expand(kind, step)).orElse(List.of(step));
    }

    private static List<JsonNode> expand(String kind, JsonNode step) {
        List<JsonNode> steps = new ArrayList<>();
        for (JsonNode template : FORMS.path(kind)) {
            ObjectNode full = (ObjectNode) filled(template, step.path(kind)).orElseThrow();
            for (String key : BESIDE) {
                if (step.has(key)) {
                    full.set(key, step.path(key));
                }
            }
            steps.add(full);
        }
        return steps;
    }

    private static Optional<JsonNode> filled(JsonNode template, JsonNode content) {
        if (template instanceof ObjectNode object) {
            ObjectNode filled = Json.object();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                filled(member.getValue(), content).ifPresent(value -> filled.set(member.getKey(), value));
            }
            return Optional.of(filled);
        }
        if (template instanceof ArrayNode list) {
            ArrayNode filled = Json.array();
            list.forEach(item -> filled(item, content).ifPresent(filled::add));
            return Optional.of(filled);
        }
        return template.isString() ? filledText(template.stringValue(), content) : Optional.of(template);
    }

    private static Optional<JsonNode> filledText(String text, JsonNode content) {
        Matcher hole = HOLE.matcher(text);
        if (hole.matches()) {
            return Optional.of(member(content, hole.group(1))).filter(value -> !value.isMissingNode());
        }
        return Optional.of(StringNode.valueOf(
                hole.replaceAll(found -> Matcher.quoteReplacement(Json.text(member(content, found.group(1)))))));
    }

    private static JsonNode member(JsonNode content, String name) {
        return name.isEmpty() ? content : content.path(name);
    }

    private static JsonNode read() {
        try {
            return LocatedYaml.read(SourceText.of(FILE, ScenarioFiles.read(FILE)))
                    .root();
        } catch (ScenarioError broken) {
            throw new IllegalStateException(broken);
        }
    }
}
