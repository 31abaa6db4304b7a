package misskey.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which dialect to judge a server, from what it says it is. Pure.
 *
 * @param why one clause for people: what the choice rests on, and where it is only the nearest
 */
public record DialectChoice(Dialect dialect, String why) {
    private static final String WITHOUT_A_SERVER = "documented";
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,9}(?:\\.\\d{1,9})*)(?:-([A-Za-z]+).*|[^\\d.].*)?");

    /** Forks that call themselves {@code misskey}, by what follows their version's first dash. */
    private static final Map<String, String> BY_SUFFIX = Map.of("io", "MisskeyIO", "mhq", "MisskeyIO");

    /**
     * The dialect of the release that the server is, else of the nearest earlier one of its family; for a family that no
     * dialect stands for, and for releases older than all that are known, the one of the document.
     *
     * @param software what it calls itself, e.g. {@code misskey}
     * @param version e.g. {@code 2025.2.0} or {@code 2025.4.1-io.3}
     */
    public static DialectChoice forServer(String software, String version) {
        Matcher parts = NUMBERS.matcher(version);
        if (!parts.matches()) {
            return documented("no version can be read from \"" + Json.excerpt(version, 40) + "\"");
        }
        String family = Optional.ofNullable(parts.group(2))
                .map(suffix -> BY_SUFFIX.get(suffix.toLowerCase(Locale.ROOT)))
                .filter(fork -> software.equalsIgnoreCase(ServerVersion.MISSKEY))
                .orElse(software);
        List<Known> known = Dialect.NAMES.stream()
                .flatMap(name -> Dialect.named(name).versions().standsFor().stream()
                        .filter(release -> release.isOfFamily(family))
                        .map(release -> new Known(name, release)))
                .toList();
        if (known.isEmpty()) {
            return documented("no dialect stands for " + Json.excerpt(family, 40));
        }
        List<Integer> numbers = ServerVersion.numbers(parts.group(1));
        return known.stream()
                .filter(one -> ServerVersion.compare(one.release.numbers(), numbers) <= 0)
                .max(Comparator.comparing(Known::release))
                .map(one -> one.choice(numbers))
                .orElseGet(() -> documented(
                        family + " " + parts.group(1) + " is older than every release that a dialect stands for"));
    }

    private static DialectChoice documented(String why) {
        return new DialectChoice(Dialect.named(WITHOUT_A_SERVER), why);
    }

    private record Known(String dialect, ServerVersion release) {
        DialectChoice choice(List<Integer> asked) {
            Dialect of = Dialect.named(dialect + "@" + release.shortName());
            boolean same = ServerVersion.compare(release.numbers(), asked) == 0;
            return new DialectChoice(
                    of,
                    same ? "it stands for " + release : "the nearest earlier release that it stands for is " + release);
        }
    }
}
