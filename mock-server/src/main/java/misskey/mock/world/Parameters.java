package misskey.mock.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** The parameters of one API request; what is missing or of the wrong type is an {@link ApiError} that names it. */
record Parameters(JsonNode data) {

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "must be a string"));
    }

    /** A text that may be absent or null. */
    Optional<String> optionalText(String name) {
        JsonNode value = data.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "must be a string");
        }
        return Optional.of(value.stringValue());
    }

    int integer(String name) {
        JsonNode value = data.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "must be an integer");
        }
        return value.intValue();
    }

    int integer(String name, int least, int most, int otherwise) {
        if (data.path(name).isMissingNode()) {
            return otherwise;
        }
        int value = integer(name);
        if (value < least || value > most) {
            throw wrong(name, "must be from " + least + " to " + most);
        }
        return value;
    }

    Set<String> texts(String name) {
        return new LinkedHashSet<>(textList(data.path(name), name));
    }

    /** Whether something is wanted; what it is where nothing is said, or null. */
    boolean flag(String name, boolean otherwise) {
        JsonNode value = data.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isString() && List.of("true", "false").contains(value.stringValue())) {
            return value.stringValue().equals("true"); // in a form everything is a string
        }
        if (!value.isBoolean()) {
            throw wrong(name, "must be a boolean");
        }
        return value.booleanValue();
    }

    /** A time as milliseconds since 1970, or a number of milliseconds. */
    Optional<Long> milliseconds(String name) {
        JsonNode value = data.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()) {
            throw wrong(name, "must be an integer");
        }
        return Optional.of(value.longValue());
    }

    /** Lists of words within a list. */
    List<List<String>> textLists(String name) {
        List<List<String>> lists = new ArrayList<>();
        for (JsonNode inner : data.path(name)) {
            List<String> words = textList(inner, name).stream()
                    .filter(word -> !word.isBlank())
                    .toList();
            if (!words.isEmpty()) {
                lists.add(words);
            }
        }
        return lists;
    }

    /** A poll, or nothing where the note has none; the times in it are from now. */
    Optional<Poll> poll(Instant now) {
        JsonNode poll = data.path("poll");
        if (poll.isMissingNode() || poll.isNull()) {
            return Optional.empty();
        }
        List<String> choices = textList(poll.path("choices"), "poll/choices");
        if (choices.size() < 2 || choices.size() > 10) {
            throw wrong("poll/choices", "must hold 2 to 10 strings");
        }
        Parameters inner = new Parameters(poll);
        Optional<Instant> end = inner.milliseconds("expiresAt")
                .map(Instant::ofEpochMilli)
                .or(() -> inner.milliseconds("expiredAfter").map(now::plusMillis));
        return Optional.of(new Poll(List.copyOf(choices), inner.flag("multiple", false), end));
    }

    private static List<String> textList(JsonNode list, String name) {
        List<String> texts = new ArrayList<>();
        if (list.isMissingNode()) {
            return texts;
        }
        if (!list.isArray()) {
            throw wrong(name, "must be an array");
        }
        for (JsonNode item : list) {
            if (!item.isString()) {
                throw wrong(name, "must hold strings, found a " + Json.typeOf(item));
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    static ApiError wrong(String name, String why) {
        return ApiError.invalidParameter("Invalid param: " + name + " " + why + ".");
    }
}
