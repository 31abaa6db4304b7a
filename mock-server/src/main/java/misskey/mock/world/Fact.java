package misskey.mock.world;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened in the world. A dialect says which events tell of it, and to whom.
 *
 * @param actor who did it
 * @param target to whom it was done, where it was done to somebody
 * @param note the note it is about, where it is about one
 * @param details what an update of that note says of it
 */
public record Fact(Kind kind, User actor, Optional<User> target, Optional<Note> note, ObjectNode details) {
    /** The kinds of fact, named as dialects name them under {@code when}. */
    public enum Kind {
        POSTED,
        RENOTED,
        MENTIONED,
        FOLLOWED,
        UNFOLLOWED,
        PROFILE_UPDATED,
        NOTIFICATIONS_READ,
        REACTED,
        DELETED,
        VOTED;

        /** Reads the word of a dialect file; throws {@link IllegalArgumentException} where the world knows no such fact. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** The parts of a fact that an event can have as its body, named as dialects name them under {@code body}. */
    public enum Part {
        ACTOR,
        TARGET,
        NOTE,
        NONE;

        /** Reads the word of a dialect file; throws {@link IllegalArgumentException} for any other. */
        public static Part of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
