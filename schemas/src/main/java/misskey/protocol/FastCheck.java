package misskey.protocol;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A schema compiled to recognise values that are surely good, which nearly all are. It never refuses one:
 * of what it is not sure of, the validator and {@link UnknownMembers} say what is wrong. A keyword that it
 * does not know makes it unsure of every value. Immutable and safe to share.
 */
final class FastCheck {
    private static final Map<String, FastCheck> FILES = new ConcurrentHashMap<>();
    private static final Check ANY = value -> true;
    private static final Check UNSURE = value -> false;

    private final String path;
    private final List<String> unknownKeywords = new ArrayList<>();
    private final Check valid;
    private final Check described;

    /** Says yes only to what fits. */
    private interface Check {
        boolean isSure(JsonNode value);
    }

    /** What is known of a value at once. */
    enum Verdict {
        /** Valid, and every member in it is described. */
        FITS,
        /** Valid, perhaps with members that the schema does not describe. */
        VALID,
        /** Perhaps not valid. */
        UNSURE
    }

    /** Of the schema that stands in the file at this path. */
    FastCheck(String path, JsonNode schema) {
        this.path = path;
        this.valid = compile(schema, false);
        this.described = compile(schema, true);
    }

    /** Of the schema in a file such as {@code entities/note.json}; throws where there is none. */
    static FastCheck of(String path) {
        return FILES.computeIfAbsent(path, file -> new FastCheck(file, Json.read(ProtocolFiles.read(file))));
    }

    Verdict verdict(JsonNode value) {
        if (value.isMissingNode()) {
            return Verdict.UNSURE;
        }
        if (described.isSure(value)) {
            return Verdict.FITS;
        }
        return valid.isSure(value) ? Verdict.VALID : Verdict.UNSURE;
    }

    /** The keywords of this file that make it unsure. */
    List<String> unknownKeywords() {
        return List.copyOf(unknownKeywords);
    }

    /** {@code closed}: no to members that the schema does not describe, where it leaves the object closed. */
    private Check compile(JsonNode schema, boolean closed) {
        boolean inside = closed && !schema.has("additionalProperties");
        return all(schema.properties().stream()
                .map(keyword -> keyword(keyword.getKey(), keyword.getValue(), schema, inside))
                .filter(check -> check != ANY)
                .toList());
    }

    private Check keyword(String keyword, JsonNode operand, JsonNode schema, boolean closed) {
        return switch (keyword) {
            case "$schema", "$id", "$comment", "title", "description" -> ANY;
            case "$ref" -> reference(operand.stringValue(), closed);
            case "type" -> type(operand);
            case "const" -> operand::equals;
            case "enum" -> any(operand.valueStream().<Check>map(one -> one::equals));
            case "minLength" -> value -> !value.isString() || length(value) >= operand.intValue();
            case "pattern" -> pattern(Pattern.compile(operand.stringValue()));
            case "minimum" -> operand.isInt() ? minimum(operand.intValue()) : unknown(keyword);
            case "required" -> required(operand);
            case "properties" -> members(operand, closed);
            case "additionalProperties" -> operand.isBoolean() && operand.booleanValue() ? ANY : unknown(keyword);
            case "items" -> items(compile(operand, closed));
            case "allOf" ->
                all(operand.valueStream().map(one -> compile(one, false)).toList());
            case "if" -> condition(operand, schema.path("then"), closed);
            case "then" -> schema.has("if") ? ANY : unknown(keyword);
            default -> unknown(keyword);
        };
    }

    private Check unknown(String keyword) {
        unknownKeywords.add(keyword);
        return UNSURE;
    }

    private static Check all(List<Check> checks) {
        Check[] each = checks.toArray(Check[]::new);
        return value -> {
            for (Check check : each) {
                if (!check.isSure(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Check any(Stream<Check> checks) {
        Check[] each = checks.toArray(Check[]::new);
        return value -> {
            for (Check check : each) {
                if (check.isSure(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Found when it is needed: schemas refer to themselves. */
    private Check reference(String ref, boolean closed) {
        if (ref.contains("#")) {
            return unknown("$ref");
        }
        String target = URI.create(path).resolve(ref).toString();
        return closed
                ? value -> of(target).described.isSure(value)
                : value -> of(target).valid.isSure(value);
    }

    private Check type(JsonNode names) {
        return names.isArray() ? any(names.valueStream().map(this::type)) : type(names.stringValue());
    }

    private Check type(String name) {
        return switch (name) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isString;
            case "boolean" -> JsonNode::isBoolean;
            case "null" -> JsonNode::isNull;
            case "integer" -> JsonNode::isIntegralNumber;
            case "number" -> value -> value.isIntegralNumber() || isFinite(value);
            default -> unknown("type");
        };
    }

    private static int length(JsonNode text) {
        return text.stringValue().codePointCount(0, text.stringValue().length());
    }

    private static Check pattern(Pattern pattern) {
        return value ->
                !value.isString() || pattern.matcher(value.stringValue()).find();
    }

    private static Check minimum(int least) {
        return value -> {
            if (value.isInt() || value.isLong()) {
                return value.longValue() >= least;
            }
            return !value.isNumber() || (isFinite(value) && value.doubleValue() >= least);
        };
    }

    /** Numbers such as {@code 1e400} are read as infinite. */
    private static boolean isFinite(JsonNode value) {
        return value.isDouble() && Double.isFinite(value.doubleValue());
    }

    private static Check required(JsonNode names) {
        String[] each = names.valueStream().map(JsonNode::stringValue).toArray(String[]::new);
        return value -> {
            if (value.isObject()) {
                for (String name : each) {
                    if (!value.has(name)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private Check members(JsonNode properties, boolean closed) {
        Map<String, Check> known = new HashMap<>();
        properties.properties().forEach(member -> known.put(member.getKey(), compile(member.getValue(), closed)));
        return value -> {
            if (value.isObject()) {
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    Check check = known.get(member.getKey());
                    if (check == null ? closed : !check.isSure(member.getValue())) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    private static Check items(Check each) {
        return value -> {
            if (value.isArray()) {
                for (JsonNode item : value) {
                    if (!each.isSure(item)) {
                        return false;
                    }
                }
            }
            return true;
        };
    }

    /** Not sure is not no, so only conditions that are decided for every value are known. */
    private Check condition(JsonNode schema, JsonNode then, boolean closed) {
        boolean everyObject =
                schema.size() == 1 && schema.path("type").stringValue("").equals("object");
        if (!isDecided(schema) || (then.has("$ref") && !everyObject)) {
            return unknown("if");
        }
        Check condition = compile(schema, false);
        Check consequence = compile(then, closed);
        return value -> !condition.isSure(value) || consequence.isSure(value);
    }

    private static boolean isDecided(JsonNode schema) {
        return schema.properties().stream().allMatch(keyword -> {
            JsonNode operand = keyword.getValue();
            return switch (keyword.getKey()) {
                case "type" -> operand.isString() && !operand.stringValue().matches("integer|number");
                case "const" -> operand.isString();
                case "enum" -> operand.valueStream().allMatch(JsonNode::isString);
                case "properties" -> operand.valueStream().allMatch(FastCheck::isDecided);
                default -> false;
            };
        });
    }
}
