package misskey.protocol;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The kit's one JSON mapper: strict documents, last of duplicate keys wins, as on real servers. */
public final class Json {
    /** Refuses trailing documents, {@code NaN}, comments and single quotes; safe to share. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Json() {}

    /** Parses one document; throws {@link tools.jackson.core.JacksonException} where it is not one. */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** Writes compactly, keys in the order they were put. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Writes compactly, as UTF-8. Half a surrogate pair, which UTF-8 cannot hold, is written as an escape. */
    public static byte[] octets(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new, empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The name JSON has for the type of this value, for messages: {@code object}, {@code number}, … */
    public static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "array";
            case BINARY, STRING -> "string";
            case BOOLEAN -> "boolean";
            case MISSING -> "nothing";
            case NULL -> "null";
            case NUMBER -> "number";
            case OBJECT, POJO -> "object";
        };
    }

    /** The text of a string, and the JSON of anything else; empty for nothing. For keys: peers send ids of any type. */
    public static String text(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        return node.isMissingNode() ? "" : write(node);
    }

    /** At most {@code limit} characters of the value's JSON, for messages. */
    public static String excerpt(JsonNode node, int limit) {
        return excerpt(node.isMissingNode() ? "nothing" : write(node), limit);
    }

    /** At most {@code limit} characters of a text, an ellipsis where more was cut. */
    public static String excerpt(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit) + "…";
    }
}
