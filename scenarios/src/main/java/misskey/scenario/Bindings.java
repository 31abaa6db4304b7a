package misskey.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The names a scenario has given to values so far. {@code "${x}"} alone keeps its type. Not thread-safe. */
public final class Bindings {
    static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*)}");

    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    /** Gives a name to a value; a name used before means the new value from now on. */
    public void bind(String name, JsonNode value) {
        values.put(name, value);
    }

    /** The value of {@code name} or {@code name.member.member}; empty where nothing has that name. */
    public Optional<JsonNode> find(String path) {
        String[] parts = path.split("\\.", -1);
        JsonNode value = values.get(parts[0]);
        for (int i = 1; value != null && i < parts.length; i++) {
            value = value.get(parts[i]);
        }
        return Optional.ofNullable(value);
    }

    /** The template with every reference replaced; throws {@link UnboundName} where one is not bound. */
    public JsonNode fill(JsonNode template) {
        if (template.isString()) {
            return fillText(template.stringValue());
        }
        if (template instanceof ObjectNode object) {
            ObjectNode filled = Json.object();
            object.forEachEntry((name, value) -> filled.set(name, fill(value)));
            return filled;
        }
        if (template instanceof ArrayNode array) {
            ArrayNode filled = Json.array();
            array.forEach(item -> filled.add(fill(item)));
            return filled;
        }
        return template;
    }

    private JsonNode fillText(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            return get(reference.group(1));
        }
        return StringNode.valueOf(
                REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(Json.text(get(found.group(1))))));
    }

    private JsonNode get(String path) {
        return find(path).orElseThrow(() -> new UnboundName(path));
    }

    /** A reference to a name that nothing has bound. */
    public static final class UnboundName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnboundName(String path) {
            super("nothing has bound \"${" + path + "}\"");
        }
    }
}
