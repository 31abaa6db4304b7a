package misskey.conformance.reproduce;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The accounts and notes of a transcript, and what a scenario calls them: elsewhere their ids are others. */
final class Names {
    private static final String LITERAL = "$lit";

    private final Map<String, String> references = new HashMap<>();
    private final Map<String, String> mentions = new LinkedHashMap<>();
    private final Map<Integer, String> notes = new HashMap<>();
    private final Set<String> used = new TreeSet<>();

    Names(List<Line> lines) {
        for (Line line : lines) {
            if (line.op() == Line.Op.CALL) {
                learn(line);
            }
        }
    }

    private void learn(Line call) {
        JsonNode response = call.get("response");
        String note = response.path("createdNote").path("id").stringValue("");
        if (isOwnProfile(call)) {
            references.put(response.path("id").stringValue(""), call.conn() + ".id");
            String username = response.path("username").stringValue("");
            if (!username.isEmpty()) {
                mentions.put("@" + username, "@${" + call.conn() + ".username}");
            }
        } else if (!note.isEmpty()) {
            String name = "post" + (notes.size() + 1);
            notes.put(call.n(), name);
            references.put(note, name + ".id");
        }
    }

    /** Whether an account asked who it is, as the kit does for itself. */
    static boolean isOwnProfile(Line call) {
        return call.get("endpoint").stringValue("").equals("i")
                && call.get("data").isEmpty();
    }

    /** Of a call that posts a note: the note's name, where something speaks of it. */
    String noteOf(Line call) {
        String name = notes.getOrDefault(call.n(), "");
        return used.contains(name) ? name : "";
    }

    /** Whether something speaks of this account. */
    boolean speaksOf(String account) {
        return used.contains(account);
    }

    /** What is sent: as it is, with names for ids; what would mean something in a scenario is marked as meaning itself. */
    JsonNode value(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return isOperator(object) ? literal(object) : members(object, false);
        }
        return value instanceof ArrayNode array ? items(array, false) : text(value);
    }

    /** A pattern, with names for ids; its operators stay. */
    JsonNode pattern(JsonNode pattern) {
        if (pattern instanceof ObjectNode object) {
            JsonNode meant = object.path(LITERAL);
            return object.size() == 1 && meant.isValueNode() && !meant.isNull() ? value(meant) : members(object, true);
        }
        return pattern instanceof ArrayNode array ? items(array, true) : text(pattern);
    }

    private ObjectNode members(ObjectNode object, boolean pattern) {
        ObjectNode named = Json.object();
        object.forEachEntry((name, member) ->
                named.set(name, name.equals(LITERAL) && pattern ? member : pattern ? pattern(member) : value(member)));
        return named;
    }

    private ArrayNode items(ArrayNode array, boolean pattern) {
        ArrayNode named = Json.array();
        array.forEach(item -> named.add(pattern ? pattern(item) : value(item)));
        return named;
    }

    private JsonNode text(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        String text = value.stringValue();
        if (text.contains("${")) {
            return literal(value);
        }
        String reference = references.get(text);
        if (reference != null) {
            used.add(reference.substring(0, reference.indexOf('.')));
            return StringNode.valueOf("${" + reference + "}");
        }
        String mentioned = text;
        for (Map.Entry<String, String> mention : mentions.entrySet()) {
            if (mentioned.contains(mention.getKey())) {
                mentioned = mentioned.replace(mention.getKey(), mention.getValue());
                used.add(mention.getValue().substring(3, mention.getValue().indexOf('.')));
            }
        }
        return StringNode.valueOf(mentioned);
    }

    private static boolean isOperator(ObjectNode object) {
        return object.size() == 1 && object.propertyNames().iterator().next().startsWith("$");
    }

    private static ObjectNode literal(JsonNode value) {
        return Json.object().set(LITERAL, value);
    }
}
