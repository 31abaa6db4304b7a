package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the steps about what somebody does beside the stream, and about a client under test. */
final class DeedSteps {
    private static final List<String> COMMANDS = Language.choices("step", "app");
    private static final List<String> DATA = List.of("params", "with", "body");

    private final Known known;

    DeedSteps(Known known) {
        this.known = known;
    }

    Step act(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String as = content.path("as").stringValue();
        known.checkUser(inside, as);
        JsonNode with = content.has("with")
                ? known.names().value(content.path("with"), inside.appendProperty("with"))
                : Json.object();
        List<Step.Bind> binds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> bind : content.path("bind").properties()) {
            binds.add(new Step.Bind(bind.getKey(), bind.getValue().stringValue()));
            known.names().bind(bind.getKey());
        }
        return new Step.Do(place, as, content.path("call").stringValue(), with, List.copyOf(binds));
    }

    Step app(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String command = Known.chosen(content, COMMANDS);
        known.connections().check(place);
        known.names().value(content.path(command), inside.appendProperty(command));
        if (command.equals("disconnect") || command.equals("send")) {
            known.checkNamed(content, inside, command, "channel", known.channels());
        }
        Optional<JsonNode> params = Optional.empty();
        for (String member : DATA) {
            if (content.has(member)) {
                params = Optional.of(known.names().value(content.path(member), inside.appendProperty(member)));
            }
        }
        Optional<String> as =
                content.path(command.equals("send") ? "type" : "as").stringValueOpt();
        switch (command) {
            case "connect" -> as.ifPresent(known.channels()::add);
            case "call" -> as.ifPresent(known.calls()::add);
            case "close" -> known.connections().leaving(place);
            default -> {}
        }
        return new Step.App(place, command, content.path(command), as, params);
    }

    Step seen(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        known.connections().check(place);
        known.roles().judges(Direction.CLIENT);
        known.checkReport(content, inside);
        return new Step.Seen(place, (ObjectNode) known.names().pattern(content, inside));
    }

    Step call(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        known.roles().judges(Direction.CLIENT);
        Optional<Party> party = content.has("as") ? Optional.of(known.party(content, inside)) : Optional.empty();
        JsonNode with = content.has("with")
                ? known.names().pattern(content.path("with"), inside.appendProperty("with"))
                : Json.object();
        return new Step.Call(place, content.path("endpoint").stringValue(), party, with);
    }
}
