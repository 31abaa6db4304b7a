package misskey.scenario;

import java.util.Optional;
import java.util.function.Supplier;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
                case ANY, ABSENT, TYPE, REGEX, ONE_OF, GT, LT -> throw new CannotBeSent(operator.get());
            };
        }
        if (template instanceof ObjectNode object) {
            ObjectNode made = Json.object();
            object.forEachEntry((name, value) -> made.set(name, make(value)));
            return made;
        }
        if (template.isArray()) {
            ArrayNode made = Json.array();
            template.forEach(item -> made.add(make(item)));
            return made;
        }
        return bindings.fill(template);
    }

    private JsonNode bound(String name) {
        JsonNode value = fresh.get();
        bindings.bind(name, value);
        return value;
    }
}
