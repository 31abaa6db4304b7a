package misskey.conformance.verdict;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The failures that somebody knows of and has given a reason for.
 *
 * @param file what messages call it; empty where there is none
 * @param entries one for each requirement at most, in the order of the file
 */
public record Baseline(String file, List<Known> entries) {
    private static final Baseline NONE = new Baseline("", List.of());

    public Baseline {
        entries = List.copyOf(entries);
        if (entries.stream().map(Known::requirement).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("a requirement has one entry at most");
        }
    }

    /** Nothing is known. */
    public static Baseline none() {
        return NONE;
    }

    /**
     * A known failure.
     *
     * @param requirement its id
     * @param code under what it fails
     * @param reason why it is put up with
     * @param link where there is more about it
     * @param expires the last day on which the entry holds; without one it holds until it is taken out
     * @param at where the entry stands, as {@code file:line:column}
     */
    public record Known(
            String requirement,
            String code,
            String reason,
            Optional<String> link,
            Optional<LocalDate> expires,
            String at) {
        /** Whether its last day is over. */
        public boolean isExpired(LocalDate today) {
            return expires.filter(today::isAfter).isPresent();
        }
    }

    /** The entry of a requirement. */
    public Optional<Known> of(String requirement) {
        return entries.stream()
                .filter(entry -> entry.requirement().equals(requirement))
                .findFirst();
    }
}
