package misskey.scenario;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes what is sent out of what a scenario says is sent: references filled in, and values made up for {@code $bind}. */
public final class FrameMaker {
    private final Bindings bindings;
    private final Supplier<JsonNode> fresh;

    /** @param fresh makes up a value that was not used before */
    public FrameMaker(Bindings bindings, Supplier<JsonNode> fresh) {
        this.bindings = bindings;
        this.fresh = fresh;
    }

    /** An operator that only asks, and cannot be sent. */
    public static final class CannotBeSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotBeSent(Operator operator) {
            super("\"" + operator.word() + "\" asks for a value and does not say which; write out what is sent, or let"
                    + " the scenario play one side only (plays)");
        }
    }

    /** The value to send. Throws {@link CannotBeSent} and {@link Bindings.UnboundName}. */
    public JsonNode make(JsonNode template) {
        Optional<Operator> operator = Operator.in(template);
        if (operator.isPresent()) {
            return switch (operator.get()) {
                case BIND -> bound(template.path(Operator.BIND.word()).stringValue(""));
                case LIT -> template.path(Operator.LIT.word());
                case EXACT -> object((ObjectNode) template.path(Operator.EXACT.word()));
                case ONE_OF -> make(template.path(Operator.ONE_OF.word()).path(0));
                case TYPE -> ofType(template.path(Operator.TYPE.word()).stringValue(""));
                case GT -> near(template.path(Operator.GT.word()), 1);
                case LT -> near(template.path(Operator.LT.word()), -1);
                case ANY, ABSENT, REGEX -> throw new CannotBeSent(operator.get());
            };
        }
        if (template instanceof ObjectNode object) {
            return object(object);
        }
        if (template.isArray()) {
            ArrayNode made = Json.array();
            template.forEach(item -> made.add(make(item)));
            return made;
        }
        return bindings.fill(template);
    }

    private ObjectNode object(ObjectNode template) {
        ObjectNode made = Json.object();
        for (Map.Entry<String, JsonNode> member : template.properties()) {
            if (!Operator.in(member.getValue()).equals(Optional.of(Operator.ABSENT))) {
                made.set(member.getKey(), make(member.getValue()));
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
