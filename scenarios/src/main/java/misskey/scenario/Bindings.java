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

    /**
     * The template with every reference replaced, and what stands under {@code $lit} as it is written; other
     * operators are left alone. Throws {@link UnboundName} where a name is not bound.
     */
    public JsonNode fill(JsonNode template) {
        if (Operator.in(template).equals(Optional.of(Operator.LIT))) {
            return template.path(Operator.LIT.word());
        }
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

    /** The same names for the same values, to be changed apart from these. */
    public Bindings copy() {
        Bindings copy = new Bindings();
        copy.values.putAll(values);
        return copy;
    }

    /** From now on exactly the names that another has. */
    public void become(Bindings other) {
        values.clear();
        values.putAll(other.values);
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
        return find(path).orElseThrow(() -> new UnboundName(path, find(path.replaceAll("\\..*", ""))));
    }

    /** A reference to a name that nothing has bound, or to a member that its value does not have. */
    public static final class UnboundName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnboundName(String path, Optional<JsonNode> holder) {
            super(holder.map(value -> "\"${" + path + "}\" is nothing: the value has " + members(value))
                    .orElse("nothing has bound \"${" + path + "}\""));
        }

        private static String members(JsonNode value) {
            return value.isEmpty() ? "no members" : String.join(", ", value.propertyNames());
        }
    }
}
