package misskey.conformance.cli;

import java.util.regex.Pattern;

/** A name with {@code *} for any characters and {@code ?} for one. */
final class Glob {
    private final Pattern regex;

    Glob(String pattern) {
        StringBuilder text = new StringBuilder();
        for (String part : pattern.split("(?=[*?])|(?<=[*?])", -1)) {
            text.append(part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part));
        }
        regex = Pattern.compile(text.toString());
    }

    boolean fits(String name) {
        return regex.matcher(name).matches();
    }
}
