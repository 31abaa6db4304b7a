package misskey.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import misskey.scenario.Scenario.Cast;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Patterns and values in words. What a frame means it does not know: it says what stands in the file. */
final class Wording {
    private static final Pattern PLAIN = Pattern.compile("(?!(?:true|false|null|-?[0-9.]+)$)[^\\s\"'(),;=]+");
    private static final int LONGEST = 80;

    private final Set<String> world = new HashSet<>();

    Wording(Cast cast) {
        world.addAll(cast.users());
        world.addAll(cast.notes().keySet());
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> items, String last) {
        int end = items.size() - 1;
        return end < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, end)) + " " + last + " " + items.get(end);
    }

    /** A text in quotes, on one line, cut where it is long. */
    static String quoted(String text) {
        return Json.excerpt(Json.MAPPER.writeValueAsString(text), LONGEST);
    }

    /** A frame: its type, and the members of its body. */
    String frame(JsonNode frame) {
        Optional<String> other =
                frame instanceof ObjectNode object && object.size() == 1 ? OtherMessage.kind(object) : Optional.empty();
        return other.map(kind -> otherMessage(kind, frame.path(kind))).orElseGet(() -> ofFrame(frame));
    }

    private String otherMessage(String kind, JsonNode content) {
        return switch (kind) {
            case OtherMessage.TEXT -> "the text " + value(content) + ", whatever that is";
            case OtherMessage.BINARY -> "the octets " + value(content) + " in a binary message";
            case OtherMessage.PING -> "a ping with " + value(content);
            case OtherMessage.PONG -> "a pong with " + value(content);
            default -> "the end of the connection, with " + content(content);
        };
    }

    private String ofFrame(JsonNode frame) {
        JsonNode type = frame.path("type");
        JsonNode body = frame.path("body");
        boolean named = type.isString() && Operator.in(frame).isEmpty();
        if (named && frame.size() == 2 && isMembers(body)) {
            return value(type) + ", with " + members(body, "");
        }
        if (named) {
            return value(type) + (frame.size() == 1 ? "" : ", with " + members(frame, "type"));
        }
        return isMembers(frame) ? "a frame with " + members(frame, "") : "a frame like " + value(frame);
    }

    /** What a command is about: the thing itself, where the file gives its id. */
    String thing(JsonNode operand) {
        Matcher reference = Bindings.REFERENCE.matcher(operand.stringValue(""));
        return reference.matches() ? named(reference.group(1).replaceAll("\\.id$", "")) : value(operand);
    }

    /** The members of an object, and any other value as it is. */
    String content(JsonNode value) {
        return isMembers(value) ? members(value, "") : value(value);
    }

    /** A value or a condition on one. */
    String value(JsonNode value) {
        Optional<Operator> operator = Operator.in(value);
        if (operator.isPresent()) {
            return condition(operator.get(), value.path(operator.get().word()));
        }
        return switch (value.getNodeType()) {
            case OBJECT -> value.isEmpty() ? "an object" : "an object (" + members(value, "") + ")";
            case ARRAY -> value.isEmpty() ? "an empty list" : "the list (" + list(values(value), "and") + ")";
            case STRING -> text(value.stringValue());
            default -> Json.excerpt(value, LONGEST);
        };
    }

    private static boolean isMembers(JsonNode value) {
        return value.isObject() && !value.isEmpty() && Operator.in(value).isEmpty();
    }

    private String members(JsonNode object, String except) {
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getKey().equals(except)) {
                members.add(member(member.getKey(), member.getValue()));
            }
        }
        return list(members, "and");
    }

    private String member(String name, JsonNode value) {
        Optional<Operator> operator = Operator.in(value);
        if (operator.equals(Optional.of(Operator.BIND))) {
            return article(name) + " " + name + " of its own (called "
                    + value.path(Operator.BIND.word()).stringValue() + ")";
        }
        if (operator.equals(Optional.of(Operator.ABSENT))) {
            return "no " + name;
        }
        return isMembers(value) ? name + " (" + members(value, "") + ")" : name + " = " + value(value);
    }

    private String condition(Operator operator, JsonNode operand) {
        return switch (operator) {
            case BIND -> "a value of its own (called " + operand.stringValue() + ")";
            case ANY -> "anything";
            case ABSENT -> "nothing";
            case TYPE -> "something of type " + operand.stringValue();
            case REGEX -> "a text that matches " + quoted(operand.stringValue());
            case ONE_OF -> list(values(operand), "or");
            case GT -> "a number over " + operand;
            case LT -> "a number under " + operand;
            case SCHEMA -> "the entity " + operand.stringValue() + " as the dialect has it";
            case EXACT -> "an object with exactly " + members(operand, "");
            case LIT -> Json.excerpt(operand, LONGEST);
        };
    }

    private List<String> values(JsonNode items) {
        List<String> values = new ArrayList<>();
        items.forEach(item -> values.add(value(item)));
        return values;
    }

    private String text(String text) {
        Matcher reference = Bindings.REFERENCE.matcher(text);
        if (reference.matches()) {
            return named(reference.group(1));
        }
        String filled = reference.replaceAll(found -> Matcher.quoteReplacement("[" + named(found.group(1)) + "]"));
        return PLAIN.matcher(filled).matches() && filled.length() <= LONGEST ? filled : quoted(filled);
    }

    /** Accounts and notes go by their names, and what they have is theirs; other names stand for a value. */
    private String named(String path) {
        return world.contains(path) || path.contains(".") ? path.replace(".", "'s ") : "the value called " + path;
    }

    private static String article(String word) {
        return word.matches("(?i)[aeiou].*") ? "an" : "a";
    }
}
