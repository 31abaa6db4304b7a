package misskey.mock.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A note, as it was posted; reactions and votes stand beside it in the {@link World}.
 *
 * @param cw what stands before its text, which is folded then
 * @param visibleUserIds whom a {@code specified} note is addressed to
 * @param localOnly whether it stays on this server
 * @param replyTo the note it answers
 * @param renoteOf the note it shares
 * @param fileIds its files
 * @param channelId the channel it was posted in
 */
public record Note(
        String id,
        String authorId,
        Instant createdAt,
        Optional<String> text,
        Optional<String> cw,
        Visibility visibility,
        Set<String> visibleUserIds,
        boolean localOnly,
        Optional<Note> replyTo,
        Optional<Note> renoteOf,
        List<String> fileIds,
        Optional<Poll> poll,
        Optional<String> channelId) {

    /** Whether it shares a note and adds nothing. */
    boolean isPureRenote() {
        return renoteOf.isPresent()
                && text.isEmpty()
                && cw.isEmpty()
                && replyTo.isEmpty()
                && fileIds.isEmpty()
                && poll.isEmpty();
    }
}
