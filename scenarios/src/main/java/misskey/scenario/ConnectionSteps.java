package misskey.scenario;

import java.util.Map;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the steps about what comes on a connection, and its end. */
final class ConnectionSteps {
    private final Known known;

    ConnectionSteps(Known known) {
        this.known = known;
    }

    Step message(Direction from, JsonNode frame, Place place, JsonPointer inside) throws ScenarioError {
        known.connections().checkOpen(place);
        known.roles().judges(from);
        return new Step.Message(place, from, known.names().pattern(frame, inside));
    }

    Step reply(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        known.connections().checkOpen(place);
        known.roles().judges(Direction.SERVER);
        String which = content.has("error") ? "error" : "result";
        return new Step.Reply(
                place,
                known.names().value(content.path("to"), inside.appendProperty("to")),
                which.equals("error"),
                known.names().pattern(content.path(which), inside.appendProperty(which)));
    }

    Step close(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        known.connections().checkNotEnded(place);
        known.connections().ended(place);
        Direction from = Direction.of(content.path("by").stringValue());
        known.roles().judges(from);
        return new Step.Close(
                place,
                from,
                Known.number(content, "code"),
                content.path("reason").stringValueOpt());
    }

    Step fault(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        Map.Entry<String, JsonNode> fault = content.properties().iterator().next();
        ObjectNode details = fault.getValue() instanceof ObjectNode given ? given : Json.object();
        known.names().value(details, inside.appendProperty(fault.getKey()));
        Step.Fault step = new Step.Fault(place, fault.getKey(), details);
        if (!step.ofHandshakes()) {
            known.connections().checkOpen(place);
        }
        if (step.ends()) {
            known.connections().ended(place);
        }
        return step;
    }

    Step checkpoint(JsonNode why, Place place, JsonPointer inside) throws ScenarioError {
        known.connections().checkOpen(place);
        return new Step.Checkpoint(place, why.stringValue());
    }
}
