package misskey.mock.world;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** Writes what the world knows as JSON; what it does not have is a missing node. */
final class Known {
    private Known() {}

    static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }

    static JsonNode text(Optional<String> text) {
        return node(text.map(StringNode::valueOf));
    }

    static JsonNode number(long number) {
        return LongNode.valueOf(number);
    }

    static JsonNode bool(boolean value) {
        return BooleanNode.valueOf(value);
    }

    static JsonNode time(Instant instant) {
        return text(Entities.time(instant));
    }

    static JsonNode node(Optional<? extends JsonNode> node) {
        return node.isPresent() ? node.get() : MissingNode.getInstance();
    }

    static JsonNode texts(Collection<String> texts) {
        ArrayNode list = Json.array();
        texts.forEach(list::add);
        return list;
    }

    static JsonNode lists(List<List<String>> lists) {
        ArrayNode outer = Json.array();
        lists.forEach(inner -> outer.add(texts(inner)));
        return outer;
    }

    static IllegalStateException unknown(String name) {
        return new IllegalStateException("a body asks for \"$" + name + "\", which the world does not know");
    }
}
