package misskey.scenario;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads patterns that stand in code: JSON, where names need no quotes and single ones do as well. */
public final class PatternText {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PatternText() {}

    /**
     * The pattern in a text such as <code>{type: 'subNote', body: {id: 'n1'}}</code>.
     *
     * @throws IllegalArgumentException where it is no pattern; its message says why
     */
    public static FramePattern read(String text) {
        try {
            return of(LENIENT.readTree(text));
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException(
                    "not a pattern: " + notJson.getOriginalMessage() + " in " + Json.excerpt(text, 200), notJson);
        }
    }

    /**
     * The pattern that an object is.
     *
     * @throws IllegalArgumentException where it is no object, or has an operator that there is not
     */
    public static FramePattern of(JsonNode pattern) {
        if (!pattern.isObject()) {
            throw new IllegalArgumentException(
                    "a pattern is an object with the members that must be there; found " + Json.excerpt(pattern, 200));
        }
        checkOperators(pattern);
        return new FramePattern(pattern);
    }

    private static void checkOperators(JsonNode pattern) {
        Optional<Operator> operator = Operator.in(pattern);
        if (operator.equals(Optional.of(Operator.LIT))) {
            return;
        }
        if (operator.equals(Optional.of(Operator.SCHEMA))) {
            throw new IllegalArgumentException("not a pattern: " + Json.excerpt(pattern, 200) + ": "
                    + Operator.SCHEMA.word() + " is for scenarios, which say the dialects they hold in");
        }
        if (operator.equals(Optional.of(Operator.REGEX))) {
            checkExpression(pattern.path(Operator.REGEX.word()).stringValue(""));
        }
        for (String name : pattern.propertyNames()) {
            if (name.startsWith("$") && operator.isEmpty() && !OtherMessage.KINDS.contains(name)) {
                throw new IllegalArgumentException(
                        "not a pattern: " + Json.excerpt(pattern, 200) + ": " + whyNot(name));
            }
        }
        pattern.forEach(PatternText::checkOperators);
    }

    private static void checkExpression(String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "not a pattern: " + Json.excerpt(expression, 200) + " is no regular expression: "
                            + broken.getDescription(),
                    broken);
        }
    }

    private static String whyNot(String name) {
        List<String> words = Stream.of(Operator.values()).map(Operator::word).toList();
        return words.contains(name)
                ? name + " stands alone in its object"
                : "there is no operator " + name + DidYouMean.suffix(name, words);
    }
}
