package misskey.mock.order;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import misskey.protocol.DidYouMean;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of one request's body. What is missing, of a wrong type or unknown is a {@link Misread} that says so. */
public final class Members {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s|m)");

    private final ObjectNode body;
    private final Set<String> known = new HashSet<>();

    public Members(ObjectNode body) {
        this.body = body;
    }

    /** A member, whatever it is; missing where there is none. */
    public JsonNode any(String name) {
        known.add(name);
        return body.path(name);
    }

    /** A text. */
    public Optional<String> text(String name) {
        JsonNode value = any(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "a string", value);
        }
        return Optional.of(value.stringValue());
    }

    /** One of some words. */
    public Optional<String> word(String name, List<String> words) {
        return text(name).map(found -> {
            if (!words.contains(found)) {
                throw new Misread("\"" + name + "\" is " + String.join(" or ", words) + "; found \"" + found + "\""
                        + DidYouMean.suffix(found, words));
            }
            return found;
        });
    }

    /** A whole number. */
    public Optional<Integer> integer(String name) {
        JsonNode value = any(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "a whole number", value);
        }
        return Optional.of(value.intValue());
    }

    /** True or false; false where it is not there. */
    public boolean flag(String name) {
        JsonNode value = any(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue(false);
    }

    /** A list of at least one name: letters, digits and underscores. */
    public Optional<List<String>> names(String name) {
        JsonNode value = any(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        List<String> names =
                value.valueStream().map(item -> item.stringValue("")).distinct().toList();
        boolean good = value.isArray()
                && !names.isEmpty()
                && names.size() == value.size()
                && names.stream().allMatch(item -> item.matches("\\w{1,20}"));
        if (!good) {
            throw wrong(name, "a list of different names of letters, digits and underscores", value);
        }
        return Optional.of(names);
    }

    /** A time such as {@code 250ms}, {@code 1.5s} or {@code 2m}. */
    public Optional<Duration> duration(String name) {
        return text(name).map(text -> {
            Matcher parts = DURATION.matcher(text);
            if (!parts.matches()) {
                throw new Misread("\"" + name + "\" is a time such as 250ms, 1.5s or 2m; found \"" + text + "\"");
            }
            double millis = Double.parseDouble(parts.group(1))
                    * switch (parts.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1_000;
                        default -> 60_000;
                    };
            return Duration.ofNanos(Math.round(millis * 1_000_000));
        });
    }

    /** Refuses what nobody has asked for so far. */
    public void nothingElse() {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                List<String> names = known.stream().sorted().toList();
                String nearest = DidYouMean.suffix(name, names);
                throw new Misread("there is no \"" + Json.excerpt(name, 40) + "\" here"
                        + (nearest.isEmpty() && !names.isEmpty()
                                ? "; there is: " + String.join(", ", names)
                                : nearest));
            }
        }
    }

    private static Misread wrong(String name, String expected, JsonNode found) {
        return new Misread(
                "\"" + name + "\" is " + expected + "; found " + Json.typeOf(found) + " " + Json.excerpt(found, 40));
    }
}
