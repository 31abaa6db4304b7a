package misskey.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a frame must look like: a subset of it. Members that are not named may be anything; lists are
 * compared item by item; numbers by value. An object with one {@code $operator} is a condition.
 */
public final class FramePattern {
    /** The operators, as files write them. */
    static final Set<String> OPERATORS =
            Set.of("$bind", "$any", "$type", "$regex", "$oneOf", "$absent", "$gt", "$lt", "$lit");

    private final JsonNode template;

    public FramePattern(JsonNode template) {
        this.template = template;
    }

    /** One member that differs: where (a JSON pointer), what was expected, what was found. */
    public record Difference(String pointer, String expected, String found) {}

    /** How a value compares: its differences, and the names it binds where there are none. */
    public record Match(List<Difference> differences, Map<String, JsonNode> bound) {
        public boolean matches() {
            return differences.isEmpty();
        }
    }

    /** Compares a value. Names are looked up in the bindings, and not bound in them. */
    public Match match(JsonNode value, Bindings bindings) {
        Comparison comparison = new Comparison(bindings);
        comparison.compare(template, value, "");
        return new Match(List.copyOf(comparison.differences), comparison.bound);
    }

    /** The pattern as JSON, for people. */
    @Override
    public String toString() {
        return Json.write(template);
    }

    private static final class Comparison {
        private final Bindings bindings;
        private final List<Difference> differences = new ArrayList<>();
        private final Map<String, JsonNode> bound = new LinkedHashMap<>();

        Comparison(Bindings bindings) {
            this.bindings = bindings;
        }

        void compare(JsonNode pattern, JsonNode value, String at) {
            if (pattern instanceof ObjectNode object) {
                if (object.size() == 1
                        && OPERATORS.contains(object.propertyNames().iterator().next())) {
                    Map.Entry<String, JsonNode> only =
                            object.properties().iterator().next();
                    operator(only.getKey(), only.getValue(), value, at);
                } else {
                    compareObject(object, value, at);
                }
            } else if (pattern.isArray()) {
                compareList(pattern, value, at);
            } else if (pattern.isString()) {
                compareFilled(bindings.fill(pattern), value, at);
            } else {
                compareScalar(pattern, value, at);
            }
        }

        /** A bound entity alone stands for "an object with this id". */
        private void compareFilled(JsonNode wanted, JsonNode value, String at) {
            if (wanted.isObject() && wanted.has("id")) {
                compareObject(Json.object().set("id", wanted.path("id")), value, at);
            } else if (wanted.isContainer()) {
                differ(!wanted.equals(value), at, Json.excerpt(wanted, 80), value);
            } else {
                compareScalar(wanted, value, at);
            }
        }

        private void compareObject(ObjectNode pattern, JsonNode value, String at) {
            if (!value.isObject()) {
                differ(true, at, "an object", value);
                return;
            }
            pattern.forEachEntry((name, wanted) -> compare(wanted, value.path(name), at + "/" + name));
        }

        private void compareList(JsonNode pattern, JsonNode value, String at) {
            if (!value.isArray() || value.size() != pattern.size()) {
                differ(true, at, "a list of " + pattern.size(), value);
                return;
            }
            for (int i = 0; i < pattern.size(); i++) {
                compare(pattern.get(i), value.get(i), at + "/" + i);
            }
        }

        private void compareScalar(JsonNode wanted, JsonNode value, String at) {
            boolean same = (wanted.isNumber() && value.isNumber())
                    ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                    : wanted.equals(value);
            differ(!same, at, Json.excerpt(wanted, 80), value);
        }

        private void operator(String name, JsonNode operand, JsonNode value, String at) {
            switch (name) {
                case "$bind" -> {
                    differ(value.isMissingNode(), at, "something to bind", value);
                    bound.put(operand.stringValue(""), value);
                }
                case "$any" -> differ(value.isMissingNode(), at, "anything", value);
                case "$absent" -> differ(!value.isMissingNode(), at, "nothing", value);
                case "$type" ->
                    differ(
                            !Json.typeOf(value).equals(operand.stringValue("")),
                            at,
                            "a " + operand.stringValue(""),
                            value);
                case "$regex" ->
                    differ(
                            !value.isString()
                                    || !Pattern.compile(operand.stringValue(""))
                                            .matcher(value.stringValue())
                                            .find(),
                            at,
                            "a text that matches " + operand.stringValue(""),
                            value);
                case "$gt" -> differ(!isOver(value, operand), at, "a number over " + operand, value);
                case "$lt" -> differ(!isOver(operand, value), at, "a number under " + operand, value);
                case "$lit" -> differ(!operand.equals(value), at, Json.excerpt(operand, 80), value);
                case "$oneOf" -> oneOf(operand, value, at);
                default -> throw new IllegalStateException("the reader let through the operator " + name);
            }
        }

        private void oneOf(JsonNode alternatives, JsonNode value, String at) {
            for (JsonNode alternative : alternatives) {
                Match match = new FramePattern(alternative).match(value, bindings);
                if (match.matches()) {
                    bound.putAll(match.bound());
                    return;
                }
            }
            differ(true, at, "one of " + Json.excerpt(alternatives, 80), value);
        }

        private static boolean isOver(JsonNode larger, JsonNode smaller) {
            return larger.isNumber()
                    && smaller.isNumber()
                    && larger.decimalValue().compareTo(smaller.decimalValue()) > 0;
        }

        private void differ(boolean differs, String at, String expected, JsonNode found) {
            if (differs) {
                differences.add(new Difference(at, expected, Json.excerpt(found, 80)));
            }
        }
    }
}
