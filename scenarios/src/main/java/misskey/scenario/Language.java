package misskey.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.protocol.DidYouMean;
import misskey.protocol.DocumentSchema;
import misskey.protocol.DocumentSchema.Difference;
import misskey.protocol.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The language as its schema has it: which keys there are at a place, and what a file that differs gets to hear. */
final class Language {
    private static final String TEXT = ScenarioFiles.read("language/scenario.schema.json");
    private static final JsonNode SCHEMA = Json.read(TEXT);
    private static final DocumentSchema CHECK = DocumentSchema.of(TEXT);

    private static final String UNKNOWN_KEY = "additionalProperties";
    private static final String NAMES = "propertyNames";
    private static final String ONE_OF = "oneOf";
    private static final String ANY_OF = "anyOf";
    private static final String PROPERTIES = "properties";
    private static final String DESCRIPTION = "description";
    private static final String REFERENCE = "$ref";
    private static final String NEEDS = "dependentRequired";

    private static final List<String> ABOUT_A_KEY = List.of(UNKNOWN_KEY, NAMES, NEEDS);

    private Language() {}

    /**
     * Tells the mistakes of a file, where it differs from the schema. An unknown key comes before all others, wherever it is,
     * because it explains them; of several mistakes at one place what tells most.
     */
    static void check(Located yaml, Mistakes mistakes) throws ScenarioError {
        Comparator<Difference> order = Comparator.comparing(
                        (Difference difference) -> !difference.keyword().equals(UNKNOWN_KEY))
                .thenComparing(difference -> place(yaml, difference).line())
                .thenComparing(difference -> place(yaml, difference).column())
                .thenComparing(difference -> !difference.keyword().equals(NEEDS))
                .thenComparing(difference -> !difference.keyword().equals(ONE_OF));
        Set<String> told = new HashSet<>();
        for (Difference difference :
                CHECK.check(yaml.root()).stream().sorted(order).toList()) {
            boolean unknownKey = difference.keyword().equals(UNKNOWN_KEY);
            if (told.add(difference.pointer()) || unknownKey) {
                mistakes.add(new ScenarioError(place(yaml, difference), message(yaml, difference)));
            }
        }
    }

    /** The keys that the language has in the object at this place. */
    static List<String> keysAt(JsonPointer place) {
        return keys(schemaAt(place));
    }

    /** Of which keys an object that the language defines has exactly one, e.g. {@code step} or the {@code app} of it. */
    static List<String> choices(String definition, String... members) {
        return choices(member(definition, members));
    }

    /** What the language says of a member of what it defines, e.g. of the {@code reset} of the {@code fault} of a {@code step}. */
    static String describing(String definition, String... members) {
        return found(member(definition, members), DESCRIPTION).stringValue("");
    }

    private static JsonNode member(String definition, String... members) {
        JsonNode schema = SCHEMA.path("$defs").path(definition);
        for (String member : members) {
            schema = found(schema, PROPERTIES).path(member);
        }
        return schema;
    }

    private static List<String> choices(JsonNode schema) {
        return choices(schema, ONE_OF);
    }

    private static List<String> choices(JsonNode schema, String keyword) {
        List<String> choices = new ArrayList<>();
        for (JsonNode choice : found(schema, keyword)) {
            choices.add(choice.path("required").path(0).stringValue(""));
        }
        return choices;
    }

    private static Location place(Located yaml, Difference difference) {
        JsonPointer place = JsonPointer.compile(difference.pointer());
        return yaml.at(ABOUT_A_KEY.contains(difference.keyword()) ? place.appendProperty(about(difference)) : place);
    }

    private static String message(Located yaml, Difference difference) {
        JsonPointer place = JsonPointer.compile(difference.pointer());
        JsonNode schema = schemaAt(place);
        JsonNode found = yaml.root().at(place);
        String about = about(difference);
        return switch (difference.keyword()) {
            case UNKNOWN_KEY -> "the language has no \"" + about + "\" here" + instead(about, keysAt(place));
            case "required" -> missing(schema, about, place);
            case NEEDS -> needs(about, found(schema, NEEDS).path(about).path(0).stringValue(""), place);
            case ONE_OF ->
                "expected exactly one of " + String.join(", ", choices(schema)) + "; found "
                        + chosen(found, choices(schema));
            case "enum" ->
                "there is no " + Json.excerpt(found, 40) + " here"
                        + instead(Json.text(found), texts(found(schema, "enum")));
            case "pattern" ->
                Json.excerpt(found, 40) + " does not fit: " + describing(holder(schema, "pattern"), place);
            case NAMES -> "\"" + about + "\" does not fit: " + describing(found(schema, NAMES), place);
            case "maxProperties" ->
                "an operator stands alone in its object; found " + String.join(", ", found.propertyNames());
            default -> difference.expected() + ": " + describing(schemaAt(place), place);
        };
    }

    private static String about(Difference difference) {
        return difference.about().isEmpty() ? "" : difference.about().get(0);
    }

    /** One key that has to be there, or any of several. */
    private static String missing(JsonNode schema, String key, JsonPointer place) {
        List<String> any = choices(schema, ANY_OF);
        return any.contains(key)
                ? "expected at least one of " + String.join(", ", any) + "; found none of them"
                : "\"" + key + "\" is missing: " + describing(place, key);
    }

    private static String needs(String key, String missing, JsonPointer place) {
        return "\"" + key + "\" needs \"" + missing + "\" beside it: " + describing(place, missing);
    }

    private static String instead(String wrong, List<String> right) {
        String suggestion = DidYouMean.suffix(wrong, right);
        return suggestion.isEmpty() ? "; known here: " + String.join(", ", right) : suggestion;
    }

    private static String chosen(JsonNode object, List<String> choices) {
        String found = choices.stream().filter(object::has).collect(Collectors.joining(" and "));
        return found.isEmpty() ? "none of them" : found;
    }

    /** What the language says of a member of this place, or of the place where it says nothing of the member. */
    private static String describing(JsonPointer place, String member) {
        return describing(found(schemaAt(place), PROPERTIES).path(member), place);
    }

    /** What the language says here, or else of the nearest place around it that it says something of. */
    private static String describing(JsonNode schema, JsonPointer place) {
        JsonPointer around = place;
        String description = found(schema, DESCRIPTION).stringValue("");
        while (description.isEmpty()) {
            description = found(schemaAt(around), DESCRIPTION).stringValue("");
            around = around.equals(JsonPointer.empty()) ? around : around.head();
        }
        return description;
    }

    private static List<String> keys(JsonNode schema) {
        return List.copyOf(found(schema, PROPERTIES).propertyNames());
    }

    private static JsonNode schemaAt(JsonPointer place) {
        JsonNode schema = SCHEMA;
        for (JsonPointer rest = place; !rest.equals(JsonPointer.empty()); rest = rest.tail()) {
            schema = child(schema, rest.getMatchingProperty());
        }
        return schema;
    }

    private static JsonNode child(JsonNode schema, String segment) {
        JsonNode named = found(schema, PROPERTIES).path(segment);
        if (!named.isMissingNode()) {
            return named;
        }
        JsonNode items = found(schema, "items");
        return items.isMissingNode() ? found(schema, UNKNOWN_KEY) : items;
    }

    /** A key of this schema, or of the one that it refers to. */
    private static JsonNode found(JsonNode schema, String key) {
        return holder(schema, key).path(key);
    }

    /** This schema, or the one that it refers to, whichever has the key. */
    private static JsonNode holder(JsonNode schema, String key) {
        JsonNode place = schema;
        while (!place.has(key) && place.has(REFERENCE)) {
            place = SCHEMA.at(place.path(REFERENCE).stringValue("").substring(1));
        }
        return place;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(Json.text(item)));
        return texts;
    }
}
