package misskey.protocol;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A release of a server, e.g. {@code Misskey 12.110.1} or {@code CherryPick 4.17.0 (Misskey 2025.10.2)}.
 *
 * @param family what the server is called
 * @param numbers its own version
 * @param misskey the version of Misskey it behaves like; its own where it is Misskey
 */
public record ServerVersion(String family, List<Integer> numbers, List<Integer> misskey)
        implements Comparable<ServerVersion> {
    /** The family that the others are forks of. */
    public static final String MISSKEY = "Misskey";

    private static final Pattern FORM =
            Pattern.compile("(\\w+) (\\d+(?:\\.\\d+)*)(?: \\(Misskey (\\d+(?:\\.\\d+)*)\\))?");

    private static final Pattern SHORT = Pattern.compile("(?:([A-Za-z]+)-)?(\\d+(?:\\.\\d+)*)");

    /** Reads what {@link #toString()} writes; throws {@link IllegalArgumentException} for anything else. */
    public static ServerVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no server version; write \"Misskey 12.110.1\" or \"Sharkey 2024.9.1 (Misskey 2024.9.0)\"");
        }
        List<Integer> own = numbers(parts.group(2));
        List<Integer> like =
                Optional.ofNullable(parts.group(3)).map(ServerVersion::numbers).orElse(own);
        return new ServerVersion(parts.group(1), own, like);
    }

    /** The numbers of a version such as {@code 12.110.1}. */
    static List<Integer> numbers(String dotted) {
        return Arrays.stream(dotted.split("\\.")).map(Integer::valueOf).toList();
    }

    /** Compares versions number by number; what is not there counts as 0. */
    static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int difference = Integer.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /**
     * The release that a dialect's name asks for, e.g. {@code misskey-12@12.119.2} or {@code misskey-2025@sharkey-2024.9.1}:
     * the nearest earlier one of its family among those that are known.
     */
    static ServerVersion nearest(String name, List<ServerVersion> known) {
        String dialect = name.substring(0, name.indexOf('@'));
        String release = name.substring(dialect.length() + 1);
        Matcher parts = SHORT.matcher(release);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + release + "\" is no release; write it like misskey-12@12.119.2, or like"
                            + " misskey-2025@cherrypick-4.17.0");
        }
        String family = Optional.ofNullable(parts.group(1)).orElse(MISSKEY);
        return known.stream()
                .filter(one -> one.isOfFamily(family) && compare(one.numbers, numbers(parts.group(2))) <= 0)
                .max(Comparator.naturalOrder())
                .orElseThrow(
                        () -> new IllegalArgumentException("the dialect " + dialect + " knows no release of " + family
                                + " as early as " + parts.group(2) + "; it knows: "
                                + known.stream().map(ServerVersion::shortName).collect(Collectors.joining(", "))));
    }

    boolean isOfFamily(String name) {
        return family.equalsIgnoreCase(name);
    }

    /** How it is named on a command line: {@code 12.110.1}, and for a fork {@code cherrypick-4.17.0}. */
    public String shortName() {
        return (isOfFamily(MISSKEY) ? "" : family.toLowerCase(Locale.ROOT) + "-") + dotted(numbers);
    }

    @Override
    public int compareTo(ServerVersion other) {
        return compare(numbers, other.numbers);
    }

    @Override
    public String toString() {
        return family + " " + dotted(numbers) + (misskey.equals(numbers) ? "" : " (Misskey " + dotted(misskey) + ")");
    }

    private static String dotted(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
