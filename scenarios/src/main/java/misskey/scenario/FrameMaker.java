package misskey.scenario;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Shape;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes what is sent out of what a scenario says is sent: references filled in, values made up for {@code $bind}, and for an
 * operator that asks a sample of what the dialect has in its place.
 */
public final class FrameMaker {
    private final Bindings bindings;
    private final Supplier<JsonNode> fresh;
    private final Dialect dialect;

    /** @param fresh makes up a value that was not used before */
    public FrameMaker(Bindings bindings, Supplier<JsonNode> fresh, Dialect dialect) {
        this.bindings = bindings;
        this.fresh = fresh;
        this.dialect = dialect;
    }

    /** An operator that only asks, and cannot be sent. */
    public static final class CannotBeSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotBeSent(Operator operator) {
            super("\"" + operator.word() + "\" asks for a value and does not say which; write out what is sent, or let"
                    + " the scenario play one side only (plays)");
        }
    }

    /** The frame to send, or any other value. Throws {@link CannotBeSent} and {@link Bindings.UnboundName}. */
    public JsonNode make(JsonNode template) {
        return make(template, EventShape.of(dialect, template));
    }

    /** @param shape what the dialect says of the place; empty where it says nothing */
    private JsonNode make(JsonNode template, EventShape shape) {
        Optional<Operator> operator = Operator.in(template);
        if (operator.isPresent()) {
            return made(operator.get(), template, shape);
        }
        if (template instanceof ObjectNode object) {
            return object(object, shape);
        }
        if (template.isArray()) {
            ArrayNode made = Json.array();
            for (int i = 0; i < template.size(); i++) {
                made.add(make(template.get(i), shape.member(Integer.toString(i))));
            }
            return made;
        }
        return bindings.fill(template);
    }

    private JsonNode made(Operator operator, JsonNode template, EventShape shape) {
        JsonNode operand = template.path(operator.word());
        return switch (operator) {
            case BIND -> bound(operand.stringValue(""));
            case LIT -> operand;
            case EXACT -> object((ObjectNode) operand, shape);
            case ONE_OF -> make(operand.path(0), shape);
            case SCHEMA ->
                Shape.entity(dialect, operand.stringValue(""))
                        .orElseThrow(() -> new CannotBeSent(operator))
                        .sample(this::text);
            case TYPE, GT, LT, ANY, REGEX ->
                sample(template, shape)
                        .or(() -> anyhow(operator, operand))
                        .orElseThrow(() -> new CannotBeSent(operator));
            case ABSENT -> throw new CannotBeSent(operator);
        };
    }

    /** What the dialect has in this place, where that is what the operator asks for. */
    private Optional<JsonNode> sample(JsonNode template, EventShape shape) {
        return shape.sample(this::text)
                .filter(value -> new FramePattern(template, dialect)
                        .match(value, bindings)
                        .matches());
    }

    /** A value that fits wherever it stands; empty where the operator does not say enough. */
    private static Optional<JsonNode> anyhow(Operator operator, JsonNode operand) {
        return switch (operator) {
            case TYPE -> Optional.of(ofType(operand.stringValue("")));
            case GT -> Optional.of(near(operand, 1));
            case LT -> Optional.of(near(operand, -1));
            default -> Optional.empty();
        };
    }

    private String text() {
        return Json.text(fresh.get());
    }

    private ObjectNode object(ObjectNode template, EventShape shape) {
        ObjectNode made = Json.object();
        for (Map.Entry<String, JsonNode> member : template.properties()) {
            if (!Operator.in(member.getValue()).equals(Optional.of(Operator.ABSENT))) {
                made.set(member.getKey(), make(member.getValue(), shape.member(member.getKey())));
            }
        }
        return made;
    }

    private static JsonNode ofType(String type) {
        return switch (type) {
            case "object" -> Json.object();
            case "array" -> Json.array();
            case "number" -> IntNode.valueOf(1);
            case "boolean" -> BooleanNode.TRUE;
            case "null" -> NullNode.getInstance();
            default -> StringNode.valueOf("text");
        };
    }

    private static JsonNode near(JsonNode limit, int by) {
        return DecimalNode.valueOf(limit.decimalValue().add(BigDecimal.valueOf(by)));
    }

    private JsonNode bound(String name) {
        JsonNode value = fresh.get();
        bindings.bind(name, value);
        return value;
    }
}
