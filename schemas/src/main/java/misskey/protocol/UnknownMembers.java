package misskey.protocol;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Finds members that a schema does not describe. A schema object with {@code additionalProperties}, or
 * without {@code properties}, is open by nature: nothing in it is unknown. Follows {@code properties},
 * {@code items} and {@code $ref}, and {@code then}, by which a schema lets null stand for what it refers
 * to: that is all that the kit's schemas nest by.
 */
final class UnknownMembers {
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();

    private final List<String> pointers = new ArrayList<>();

    private UnknownMembers() {}

    /** The pointers of the unknown members of a value that the schema in this file describes. */
    static List<String> of(String path, JsonNode value) {
        UnknownMembers walk = new UnknownMembers();
        walk.visit(path, file(path), value, "");
        return walk.pointers;
    }

    private void visit(String path, JsonNode schema, JsonNode value, String pointer) {
        JsonNode ref = schema.path("$ref");
        if (ref.isString()) {
            String target = URI.create(path).resolve(ref.stringValue()).toString();
            visit(target, file(target), value, pointer);
            return;
        }
        if (value.isObject() && schema.path("then").has("$ref")) {
            visit(path, schema.path("then"), value, pointer);
            return;
        }
        if (value.isArray()) {
            for (JsonNode item : value) {
                visit(path, schema.path("items"), item, pointer + "/*");
            }
            return;
        }
        JsonNode properties = schema.path("properties");
        if (!value.isObject() || !properties.isObject() || schema.has("additionalProperties")) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String at = pointer + "/" + Json.excerpt(member.getKey(), 40);
            JsonNode described = properties.path(member.getKey());
            if (described.isMissingNode()) {
                pointers.add(at);
            } else {
                visit(path, described, member.getValue(), at);
            }
        }
    }

    private static JsonNode file(String path) {
        return FILES.computeIfAbsent(path, file -> Json.read(ProtocolFiles.read(file)));
    }
}
