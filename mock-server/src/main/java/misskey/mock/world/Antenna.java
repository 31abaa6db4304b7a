package misskey.mock.world;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Catches notes by their author and their words.
 *
 * @param source {@code home}, {@code all}, {@code users}, {@code users_blacklist} or {@code list}
 * @param users the accounts, by user name, where the source is users
 * @param keywords any of these lists of words, all of the list; no words at all catch every note
 * @param excluded as the keywords, for what is not wanted
 */
record Antenna(
        String id,
        String ownerId,
        String name,
        String source,
        Optional<String> listId,
        Set<String> users,
        List<List<String>> keywords,
        List<List<String>> excluded,
        boolean caseSensitive,
        boolean withReplies,
        boolean withFile,
        boolean localOnly) {

    /**
     * Whether it catches a note.
     *
     * @param owner its owner and whom that account follows
     * @param members the members of its list
     */
    boolean catches(Note note, String authorName, Reader owner, Set<String> members) {
        return note.visibility() != Visibility.SPECIFIED
                && owner.maySee(note)
                && !owner.hasNothingToDoWith(note)
                && (withReplies || note.replyTo().isEmpty())
                && (!withFile || !note.fileIds().isEmpty())
                && isWatched(note, authorName, owner, members)
                && (keywords.isEmpty() || says(note, keywords))
                && !says(note, excluded);
    }

    private boolean isWatched(Note note, String authorName, Reader owner, Set<String> members) {
        return switch (source) {
            case "home" -> owner.isNear(note);
            case "list" -> members.contains(note.authorId());
            case "users" -> users.contains(authorName);
            case "users_blacklist" -> !users.contains(authorName);
            default -> true;
        };
    }

    private boolean says(Note note, List<List<String>> words) {
        String text = folded(note.text().orElse("") + "\n" + note.cw().orElse(""));
        return words.stream().anyMatch(all -> all.stream().allMatch(word -> text.contains(folded(word))));
    }

    private String folded(String text) {
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }
}
