package misskey.mock.stream;

import java.util.Optional;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** How strictly servers take the members of a frame: by their JSON type, or by what JavaScript makes of them. */
final class Typing {
    private Typing() {}

    /** What is wrong with the types of a connect, as Misskey since 2024.7.0 sees it; empty where nothing is. */
    static Optional<String> ofConnect(Frame frame) {
        JsonNode params = frame.member("params");
        JsonNode pong = frame.member("pong");
        if (!frame.member("channel").isString()) {
            return wrong("channel", frame.member("channel"), "a string");
        }
        if (!frame.member("id").isString()) {
            return wrong("id", frame.member("id"), "a string");
        }
        if (!params.isMissingNode() && !params.isObject()) {
            return wrong("params", params, "an object");
        }
        if (!pong.isMissingNode() && !pong.isNull() && !pong.isBoolean()) {
            return wrong("pong", pong, "a boolean");
        }
        return Optional.empty();
    }

    /** The text that JavaScript looks a name up by; empty for what can name nothing. */
    static Optional<String> asText(JsonNode name) {
        if (name.isArray() && name.size() == 1) {
            return asText(name.get(0));
        }
        return name.stringValueOpt();
    }

    /** Whether JavaScript takes a value for true. */
    static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.stringValue().isEmpty();
            case MISSING, NULL -> false;
            default -> true;
        };
    }

    private static Optional<String> wrong(String member, JsonNode found, String expected) {
        return Optional.of("its " + member + " is " + Json.typeOf(found) + " instead of " + expected);
    }
}
