package misskey.protocol;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which servers a row is about: terms that must all hold, e.g. {@code ">=12.111"}, {@code ">=13.13 <2025.4"},
 * {@code "MisskeyIO"}. Numbers are those of Misskey that the server behaves like; {@code else} is every server.
 */
final class VersionRange implements Predicate<ServerVersion> {
    private static final Pattern BOUND = Pattern.compile("(<|>=)(\\d+(?:\\.\\d+)*)");
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z]+");

    private final List<Predicate<ServerVersion>> terms;

    private VersionRange(List<Predicate<ServerVersion>> terms) {
        this.terms = terms;
    }

    /** Reads a range; throws {@link IllegalArgumentException} where it is none. */
    static VersionRange parse(String text) {
        return new VersionRange(
                List.of(text.split(" ", -1)).stream().map(VersionRange::term).toList());
    }

    private static Predicate<ServerVersion> term(String text) {
        Matcher bound = BOUND.matcher(text);
        if (bound.matches()) {
            List<Integer> limit = ServerVersion.numbers(bound.group(2));
            boolean below = bound.group(1).equals("<");
            return version -> (ServerVersion.compare(version.misskey(), limit) < 0) == below;
        }
        if (text.equals("else")) {
            return version -> true;
        }
        if (FAMILY.matcher(text).matches()) {
            return version -> version.isOfFamily(text);
        }
        throw new IllegalArgumentException(
                "\"" + text
                        + "\" is no range of versions; write \"<12.111\", \">=12.111\", a family such as \"MisskeyIO\", or \"else\"");
    }

    @Override
    public boolean test(ServerVersion version) {
        return terms.stream().allMatch(term -> term.test(version));
    }
}
