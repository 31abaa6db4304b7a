package misskey.conformance.report;

import java.util.Locale;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A report as a page holds it: however much a server said, no text and no list of texts is longer than a person reads. */
final class PageData {
    private static final int LONGEST_TEXT = 8_000;
    private static final int MOST_TEXTS = 500;

    private PageData() {}

    /** The same report; where something was cut it says so. */
    static JsonNode of(JsonNode node) {
        if (node.isString() && node.stringValue().length() > LONGEST_TEXT) {
            return StringNode.valueOf(String.format(
                    Locale.ROOT,
                    "%s… (the first part of %,d characters; report.json has all of it)",
                    node.stringValue().substring(0, LONGEST_TEXT),
                    node.stringValue().length()));
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            for (JsonNode item : node) {
                if (item.isString() && copy.size() == MOST_TEXTS) {
                    return copy.add((node.size() - MOST_TEXTS) + " more are in report.json");
                }
                copy.add(of(item));
            }
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.forEachEntry((name, value) -> copy.set(name, of(value)));
            return copy;
        }
        return node;
    }
}
