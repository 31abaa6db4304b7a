package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Values as files write them: in YAML's flow style, with quotes where they are needed. */
public final class FlowText {
    private FlowText() {}

    /** The value on one line. */
    public static String of(JsonNode value) {
        List<String> inside = new ArrayList<>();
        if (value.isObject()) {
            value.forEachEntry((name, member) -> inside.add(text(name) + ": " + of(member)));
            return "{" + String.join(", ", inside) + "}";
        }
        if (value.isArray()) {
            value.forEach(item -> inside.add(of(item)));
            return "[" + String.join(", ", inside) + "]";
        }
        return value.isString() ? text(value.stringValue()) : Json.write(value);
    }

    private static String text(String text) {
        boolean plain = text.matches("[$\\p{L}\\p{N}_][\\p{L}\\p{N}_./-]*")
                && PlainScalar.read(text).filter(JsonNode::isString).isPresent();
        return plain ? text : Json.MAPPER.writeValueAsString(text);
    }
}
