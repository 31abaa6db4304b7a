package misskey.mock.world;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code #tag} in a text. Upper and lower case are the same, as in Misskey. */
final class Hashtags {
    private static final Pattern TAG = Pattern.compile("(?<![\\p{L}\\p{N}_#&/])#([\\p{L}\\p{N}_]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private Hashtags() {}

    /** The tags in lower case, in their order; a mere number is none. */
    static Set<String> in(String text) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher found = TAG.matcher(text);
        while (found.find()) {
            if (!NUMBER.matcher(found.group(1)).matches()) {
                tags.add(normal(found.group(1)));
            }
        }
        return tags;
    }

    static String normal(String tag) {
        return tag.toLowerCase(Locale.ROOT);
    }
}
