package misskey.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes known tokens out of any text, plain and percent-encoded. One per run; every output goes
 * through it, because messages of libraries and of other programs carry tokens too. Thread-safe.
 */
public final class Redactor {
    private final List<Map.Entry<String, String>> replacements = new CopyOnWriteArrayList<>();

    /** From now on this token is written as its mask. */
    public void add(Secret secret) {
        String plain = secret.reveal();
        replacements.add(Map.entry(plain, secret.mask()));
        String encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8);
        if (!encoded.equals(plain)) {
            replacements.add(Map.entry(encoded, secret.mask()));
        }
    }

    /** The text with every known token masked. */
    public String redact(String text) {
        String clean = text;
        for (Map.Entry<String, String> replacement : replacements) {
            if (clean.contains(replacement.getKey())) {
                clean = clean.replace(replacement.getKey(), replacement.getValue());
            }
        }
        return clean;
    }

    /** The object with every known token masked in its texts; the same object where there was none. */
    public ObjectNode redact(ObjectNode object) {
        return replacements.isEmpty() ? object : (ObjectNode) redactAll(object);
    }

    private JsonNode redactAll(JsonNode node) {
        if (node.isString()) {
            String clean = redact(node.stringValue());
            return clean.equals(node.stringValue()) ? node : StringNode.valueOf(clean);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.forEachEntry((name, value) -> copy.set(name, redactAll(value)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(item -> copy.add(redactAll(item)));
            return copy;
        }
        return node;
    }
}
