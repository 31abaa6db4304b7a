package misskey.conformance.reproduce;

import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two patterns of one frame in one. */
final class Merged {
    private Merged() {}

    /** What both ask for; where they ask for different things of one member, what the second does. */
    static JsonNode of(JsonNode first, JsonNode second) {
        if (!(first instanceof ObjectNode one) || !(second instanceof ObjectNode other)) {
            return second;
        }
        if (isOperator(one) || isOperator(other)) {
            return second;
        }
        ObjectNode both = Json.object();
        one.forEachEntry(both::set);
        other.forEachEntry((name, member) -> both.set(name, one.has(name) ? of(one.path(name), member) : member));
        return both;
    }

    private static boolean isOperator(ObjectNode pattern) {
        return pattern.size() == 1 && pattern.propertyNames().iterator().next().startsWith("$");
    }
}
