package misskey.mock.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A note, as it was posted; reactions and votes stand beside it in the {@link World}.
 *
 * @param visibleUserIds whom a {@code specified} note is addressed to
 * @param replyTo the note it answers
 * @param renoteOf the note it shares
 * @param choices the options of its poll; empty where it has none
 */
public record Note(
        String id,
        String authorId,
        Instant createdAt,
        Optional<String> text,
        Visibility visibility,
        Set<String> visibleUserIds,
        Optional<Note> replyTo,
        Optional<Note> renoteOf,
        List<String> choices) {

    /** Whether it answers a note of somebody else than its author. */
    boolean repliesToSomebodyElse() {
        return replyTo.filter(parent -> !parent.authorId().equals(authorId)).isPresent();
    }
}
