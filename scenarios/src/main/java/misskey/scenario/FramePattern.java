package misskey.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import misskey.protocol.Dialect;
import misskey.protocol.DocumentSchema;
import misskey.protocol.Json;
import misskey.protocol.Shape;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a frame must look like: a subset of it. Members that are not named may be anything; lists are
 * compared item by item; numbers by value. An object with one {@code $operator} is a condition. Immutable.
 */
public final class FramePattern {
    private final JsonNode template;
    private final Dialect dialect;

    /** A pattern whose entities, where it names any, are those of the document. */
    public FramePattern(JsonNode template) {
        this(template, Dialect.named("documented"));
    }

    /** @param dialect has the entities that the pattern names */
    public FramePattern(JsonNode template, Dialect dialect) {
        this.template = template;
        this.dialect = dialect;
    }

    /** One member that differs: where (a JSON pointer), what was expected, what was found. */
    public record Difference(String pointer, String expected, String found) {}

    /** How a value compares: its differences, and the names it binds where there are none. */
    public record Match(List<Difference> differences, Map<String, JsonNode> bound) {
        public boolean matches() {
            return differences.isEmpty();
        }
    }

    /**
     * Compares a value. Names are looked up in the bindings, and not bound in them; one that the pattern
     * itself binds is known to what follows it there. Throws {@link Bindings.UnboundName}.
     */
    public Match match(JsonNode value, Bindings bindings) {
        Comparison comparison = new Comparison(bindings.copy(), dialect);
        comparison.compare(template, value, JsonPointer.empty());
        return new Match(List.copyOf(comparison.differences), Collections.unmodifiableMap(comparison.bound));
    }

    /** The pattern as it was written, its names and operators in it. */
    public JsonNode template() {
        return template;
    }

    /** Whether it is of a message that is no frame: {@code {$text: …}} and its like. */
    public boolean isOfOtherMessage() {
        return template instanceof ObjectNode object
                && OtherMessage.kind(object).isPresent();
    }

    /** The pattern as JSON, for people. */
    @Override
    public String toString() {
        return Json.write(template);
    }

    private static final class Comparison {
        private static final Comparator<JsonNode> BY_VALUE = (first, second) -> {
            if (first.isNumber() && second.isNumber()) {
                return compareNumbers(first, second);
            }
            return first.equals(second) ? 0 : 1;
        };

        private final Bindings bindings;
        private final Dialect dialect;
        private final List<Difference> differences = new ArrayList<>();
        private final Map<String, JsonNode> bound = new LinkedHashMap<>();

        Comparison(Bindings bindings, Dialect dialect) {
            this.bindings = bindings;
            this.dialect = dialect;
        }

        void compare(JsonNode pattern, JsonNode value, JsonPointer at) {
            Optional<Operator> operator = Operator.in(pattern);
            if (operator.isPresent()) {
                judge(operator.get(), pattern.path(operator.get().word()), value, at);
            } else if (pattern instanceof ObjectNode object) {
                compareObject(object, value, at);
            } else if (pattern.isArray()) {
                compareList(pattern, value, at);
            } else if (pattern.isString()) {
                compareFilled(bindings.fill(pattern), value, at);
            } else {
                compareWhole(pattern, value, at);
            }
        }

        /** A bound entity alone stands for "an object with this id". */
        private void compareFilled(JsonNode wanted, JsonNode value, JsonPointer at) {
            if (!wanted.isObject() || !wanted.has("id")) {
                compareWhole(wanted, value, at);
            } else if (isObject(value, at)) {
                compareWhole(wanted.path("id"), value.path("id"), at.appendProperty("id"));
            }
        }

        private void compareObject(ObjectNode pattern, JsonNode value, JsonPointer at) {
            if (isObject(value, at)) {
                pattern.forEachEntry((name, wanted) -> compare(wanted, value.path(name), at.appendProperty(name)));
            }
        }

        private boolean isObject(JsonNode value, JsonPointer at) {
            expect(value.isObject(), at, "an object", value);
            return value.isObject();
        }

        private void compareList(JsonNode pattern, JsonNode value, JsonPointer at) {
            if (!value.isArray() || value.size() != pattern.size()) {
                expect(false, at, "a list of " + pattern.size(), value);
                return;
            }
            for (int i = 0; i < pattern.size(); i++) {
                compare(pattern.get(i), value.get(i), at.appendIndex(i));
            }
        }

        private void compareWhole(JsonNode wanted, JsonNode value, JsonPointer at) {
            expect(wanted.equals(BY_VALUE, value), at, Json.excerpt(wanted, 80), value);
        }

        private void judge(Operator operator, JsonNode operand, JsonNode value, JsonPointer at) {
            switch (operator) {
                case BIND -> {
                    expect(!value.isMissingNode(), at, "something to bind", value);
                    bindings.bind(operand.stringValue(), value);
                    bound.put(operand.stringValue(), value);
                }
                case ANY -> expect(!value.isMissingNode(), at, "anything", value);
                case ABSENT -> expect(value.isMissingNode(), at, "nothing", value);
                case TYPE -> {
                    String type = operand.stringValue();
                    expect(Json.typeOf(value).equals(type), at, "a value of type " + type, value);
                }
                case REGEX -> expect(fits(operand, value), at, "a text that matches " + operand.stringValue(), value);
                case GT -> expect(isOver(value, operand), at, "a number over " + operand, value);
                case LT -> expect(isOver(operand, value), at, "a number under " + operand, value);
                case SCHEMA -> compareEntity(operand.stringValue(), value, at);
                case EXACT -> {
                    compareObject((ObjectNode) operand, value, at);
                    for (String name : value.propertyNames()) {
                        expect(operand.has(name), at.appendProperty(name), "nothing", value.path(name));
                    }
                }
                case LIT -> compareWhole(operand, value, at);
                case ONE_OF -> oneOf(operand, value, at);
            }
        }

        private void compareEntity(String name, JsonNode value, JsonPointer at) {
            Optional<Shape> entity = Shape.entity(dialect, name);
            if (value.isMissingNode() || entity.isEmpty()) {
                expect(false, at, "the entity " + name + " of " + dialect.name(), value);
                return;
            }
            for (DocumentSchema.Difference difference : entity.get().differences(value)) {
                String expected = "as the entity " + name + " has it: " + difference.expected();
                expect(
                        false,
                        at.append(JsonPointer.compile(difference.pointer())),
                        expected,
                        value.at(difference.pointer()));
            }
        }

        private void oneOf(JsonNode alternatives, JsonNode value, JsonPointer at) {
            boolean found = false;
            for (JsonNode alternative : alternatives) {
                found |= new FramePattern(alternative, dialect)
                        .match(value, bindings)
                        .matches();
            }
            expect(found, at, "one of " + Json.excerpt(alternatives, 80), value);
        }

        private static boolean fits(JsonNode regex, JsonNode value) {
            return value.isString()
                    && Pattern.compile(regex.stringValue())
                            .matcher(value.stringValue())
                            .find();
        }

        private static boolean isOver(JsonNode larger, JsonNode smaller) {
            return larger.isNumber() && smaller.isNumber() && compareNumbers(larger, smaller) > 0;
        }

        /** Exactly, but for a number too large for a double such as {@code 1e999}, which JSON allows a peer to send. */
        private static int compareNumbers(JsonNode first, JsonNode second) {
            Optional<BigDecimal> one = first.decimalValueOpt();
            Optional<BigDecimal> other = second.decimalValueOpt();
            return one.isPresent() && other.isPresent()
                    ? one.get().compareTo(other.get())
                    : Double.compare(
                            first.numberValue().doubleValue(),
                            second.numberValue().doubleValue());
        }

        private void expect(boolean holds, JsonPointer at, String expected, JsonNode found) {
            if (!holds) {
                differences.add(new Difference(at.toString(), expected, Json.excerpt(found, 80)));
            }
        }
    }
}
