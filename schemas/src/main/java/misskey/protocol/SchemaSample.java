package misskey.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes a small value that fits a schema: what is required and no more. It knows the keywords that the protocol's own schemas
 * have, and a test holds that it fits every entity.
 */
final class SchemaSample {
    private static final String SOME_TIME = "2024-01-01T00:00:00.000Z";
    /** How the schemas say that a text is a time, which clients read as one. */
    private static final String TIMES = "ISO 8601";

    private static final String SOME_TEXT = "text";

    private final Supplier<String> fresh;

    SchemaSample(Supplier<String> fresh) {
        this.fresh = fresh;
    }

    JsonNode of(Shape reference) {
        Shape shape = reference.followed();
        JsonNode schema = shape.schema();
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        List<String> types = types(schema);
        if (types.contains("object") && !types.contains("null")) {
            return object(shape);
        }
        return switch (types.isEmpty() ? "null" : types.get(0)) {
            case "string" -> text(schema);
            case "integer", "number" ->
                IntNode.valueOf(Math.max(1, schema.path("minimum").intValue(1)));
            case "boolean" -> BooleanNode.TRUE;
            case "array" -> list(shape);
            default -> NullNode.getInstance();
        };
    }

    /** The types it may have; a member that may be null and is more than one value is null, so that samples stay small. */
    private static List<String> types(JsonNode schema) {
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        if (type.isString()) {
            types.add(type.stringValue());
        }
        type.forEach(each -> types.add(each.stringValue("")));
        boolean compound = types.contains("object") || types.contains("array");
        if (compound && types.contains("null")) {
            return List.of("null");
        }
        return types;
    }

    private ObjectNode object(Shape shape) {
        ObjectNode made = Json.object();
        for (JsonNode name : shape.schema().path("required")) {
            String member = name.stringValue();
            made.set(member, shape.member(member).map(this::of).orElse(NullNode.getInstance()));
        }
        return made;
    }

    private ArrayNode list(Shape shape) {
        ArrayNode made = Json.array();
        for (int i = 0; i < shape.schema().path("minItems").intValue(0); i++) {
            shape.member(Integer.toString(i)).map(this::of).ifPresent(made::add);
        }
        return made;
    }

    private StringNode text(JsonNode schema) {
        if (schema.has("pattern") || schema.path("description").stringValue("").contains(TIMES)) {
            return StringNode.valueOf(SOME_TIME);
        }
        return StringNode.valueOf(schema.path("minLength").intValue(0) > 0 ? fresh.get() : SOME_TEXT);
    }
}
