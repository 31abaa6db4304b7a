package misskey.mock.world;

import java.util.Locale;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened in the world. A dialect says which events tell of it, and to whom.
 *
 * @param actor who did it
 * @param target to whom it was done, where it was done to somebody
 * @param note the note it is about, where it is about one
 * @param place the id of the list it happened in, where it happened in one
 * @param details what else there is to say of it, as an event or an update of the note says it
 */
public record Fact(
        Kind kind, User actor, Optional<User> target, Optional<Note> note, Optional<String> place, JsonNode details) {

    /** The kinds of fact, named as dialects name them under {@code when}. */
    public enum Kind {
        POSTED,
        RENOTED,
        MENTIONED,
        REPLIED,
        FOLLOWED,
        UNFOLLOWED,
        FOLLOW_REQUESTED,
        PROFILE_UPDATED,
        NOTIFIED,
        /** A notification was not read within two seconds. */
        NOTIFICATION_UNREAD,
        /** A note that mentions somebody was not read within two seconds. */
        MENTION_UNREAD,
        /** A note for somebody alone was not read within two seconds. */
        DIRECT_NOTE_UNREAD,
        NOTIFICATIONS_READ,
        NOTIFICATIONS_DELETED,
        MENTIONS_READ,
        DIRECT_NOTES_READ,
        CHANNEL_NOTES_READ,
        REACTED,
        UNREACTED,
        DELETED,
        VOTED,
        LISTED,
        UNLISTED,
        FILE_ADDED,
        /** A file that was asked for by its URL is there. */
        FILE_FETCHED,
        FILE_CHANGED,
        FILE_REMOVED,
        FOLDER_ADDED,
        FOLDER_CHANGED,
        FOLDER_REMOVED,
        SIGNED_IN,
        TOKEN_REGENERATED,
        SETTING_KEPT,
        /** Somebody wrote a message to somebody. */
        MESSAGE_SENT,
        /** A message was not read within two seconds. */
        MESSAGE_UNREAD,
        /** Somebody read messages of one account. */
        MESSAGES_READ,
        /** Somebody has no unread messages left. */
        MESSAGES_ALL_READ,
        MESSAGE_DELETED,
        /** Somebody asks somebody for a game. */
        GAME_OFFERED,
        /** A game begins for who waited for it. */
        GAME_MADE,
        /** Somebody reported an account: each of those who moderate is told. */
        ABUSE_REPORTED,
        ANNOUNCED,
        ANNOUNCED_TO_ONE,
        ANNOUNCEMENTS_READ,
        EMOJI_ADDED,
        EMOJI_CHANGED,
        EMOJI_REMOVED,
        SERVER_MEASURED,
        QUEUES_MEASURED,
        /** A connection to a channel asked for the latest measurements; it alone is answered. */
        LOG_REQUESTED,
        SUSPENDED;

        /** Whether servers there are that end connections over it, although no event tells of it. */
        public boolean endsConnections() {
            return this == SUSPENDED || this == TOKEN_REGENERATED;
        }

        /** Reads the word of a dialect file; throws {@link IllegalArgumentException} where the world knows no such fact. */
        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** The parts of a fact that an event can have as its body, named as dialects name them under {@code body}. */
    public enum Part {
        ACTOR,
        /** The actor in brief, as in notes. */
        ACTOR_IN_BRIEF,
        /** The actor's own account, with its settings. */
        OWN_ACCOUNT,
        TARGET,
        TARGET_IN_BRIEF,
        /** The note, without what the viewer may not read. */
        NOTE,
        /** The note with all it says, whoever reads it. */
        WHOLE_NOTE,
        NOTE_ID,
        DETAILS,
        NONE;

        /** Reads the word of a dialect file; throws {@link IllegalArgumentException} for any other. */
        public static Part of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    static Fact of(Kind kind, User actor) {
        return new Fact(kind, actor, Optional.empty(), Optional.empty(), Optional.empty(), Json.object());
    }

    Fact as(Kind changed) {
        return new Fact(changed, actor, target, note, place, details);
    }

    Fact to(User changed) {
        return new Fact(kind, actor, Optional.of(changed), note, place, details);
    }

    Fact on(Note changed) {
        return new Fact(kind, actor, target, Optional.of(changed), place, details);
    }

    Fact in(String changed) {
        return new Fact(kind, actor, target, note, Optional.of(changed), details);
    }

    Fact saying(JsonNode changed) {
        return new Fact(kind, actor, target, note, place, changed);
    }
}
