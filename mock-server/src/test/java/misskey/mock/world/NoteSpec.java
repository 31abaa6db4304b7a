package misskey.mock.world;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notes written as a few words: {@code public by stranger, reply to me, renote of muted, with file, in channel c, to me}. Each is
 * optional but the first; without {@code no text} it has a text.
 */
final class NoteSpec {
    private NoteSpec() {}

    static Note note(String spec) {
        String[] parts = spec.split(", ", -1);
        String[] first = parts[0].split(" by ", -1);
        return new Note(
                "n",
                first[1],
                Instant.EPOCH,
                has(parts, "no text") ? Optional.empty() : Optional.of("some #Tag and #other words"),
                Optional.empty(),
                Visibility.of(first[0]).orElseThrow(),
                after(parts, "to ").<Set<String>>map(Set::of).orElse(Set.of()),
                false,
                after(parts, "reply to ").map(NoteSpec::related),
                after(parts, "renote of ").map(NoteSpec::related),
                has(parts, "with file") ? List.of("f") : List.of(),
                has(parts, "with poll")
                        ? Optional.of(new Poll(List.of("a", "b"), false, Optional.empty()))
                        : Optional.empty(),
                after(parts, "in channel "));
    }

    /** A name alone is a public note of that account; {@code followers of NAME} one for its followers; a reply within stands after {@code <}. */
    private static Note related(String spec) {
        String[] inner = spec.split(" < ", -1);
        String visibility = inner[0].startsWith("followers of ") ? "followers" : "public";
        String reply = inner.length > 1 ? ", reply to " + inner[1] : "";
        return note(visibility + " by " + inner[0].replace("followers of ", "") + reply);
    }

    private static boolean has(String[] parts, String part) {
        return Arrays.asList(parts).contains(part);
    }

    private static Optional<String> after(String[] parts, String prefix) {
        return Arrays.stream(parts)
                .filter(part -> part.startsWith(prefix))
                .map(part -> part.substring(prefix.length()))
                .findFirst();
    }
}
