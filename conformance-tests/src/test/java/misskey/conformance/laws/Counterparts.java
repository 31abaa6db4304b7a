package misskey.conformance.laws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which id of the mock stands for which id of a recording. Each has one counterpart, in both directions. */
final class Counterparts {
    /** Ten to sixteen characters that begin with a time; all recordings begin alike, and the mock's ids have digits. */
    private static final Pattern ID = Pattern.compile(
            "(?<![0-9a-zA-Z])(atx[0-9a-z]{7}([0-9a-z]{6})?|a(?=[a-z]*[0-9])[0-9a-z]{9,15})(?![0-9a-zA-Z])");

    private final Map<String, String> played = new HashMap<>();
    private final Map<String, String> recorded = new HashMap<>();

    /** Takes two ids for each other; false where one of them has another counterpart. */
    boolean pair(String before, String now) {
        played.putIfAbsent(before, now);
        recorded.putIfAbsent(now, before);
        return now.equals(played.get(before)) && before.equals(recorded.get(now));
    }

    Optional<String> of(String before) {
        return Optional.ofNullable(played.get(before));
    }

    static boolean isId(JsonNode node) {
        return node.isString() && ID.matcher(node.stringValue()).matches();
    }

    /** Learns from two answers to one call: what stands in the same place is the same. */
    void learn(JsonNode before, JsonNode now) {
        if (isId(before) && isId(now) && of(before.stringValue()).isEmpty()) {
            pair(before.stringValue(), now.stringValue());
        }
        before.properties().forEach(member -> learn(member.getValue(), now.path(member.getKey())));
        for (int i = 0; before.isArray() && i < before.size(); i++) {
            learn(before.get(i), now.path(i));
        }
    }

    /** A recorded text with the mock's ids. */
    String fill(String text) {
        return ID.matcher(text)
                .replaceAll(id -> Matcher.quoteReplacement(of(id.group()).orElse(id.group())));
    }

    /** Whether every id in a recorded text has its counterpart. */
    boolean know(String text) {
        return ID.matcher(text).results().allMatch(id -> of(id.group()).isPresent());
    }
}
