package misskey.mock.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one looks at on a timeline: what was asked for, and what the list, antenna, channel or role holds.
 *
 * @param withRenotes whether renotes that add nothing are wanted
 * @param withReplies whether replies between others are wanted
 * @param withFiles whether only notes with files are wanted
 * @param accounts the members of a list, the holders of a role
 * @param channel the channel looked at
 * @param tags any of these sets of hashtags, all of the set
 * @param caught what an antenna catches
 */
record Scope(
        boolean withRenotes,
        boolean withReplies,
        boolean withFiles,
        Set<String> accounts,
        Optional<String> channel,
        List<Set<String>> tags,
        Predicate<Note> caught) {

    /** Nothing in particular. */
    static final Scope PLAIN = new Scope(true, false, false, Set.of(), Optional.empty(), List.of(), note -> false);

    Scope asking(boolean renotes, boolean replies, boolean files) {
        return new Scope(renotes, replies, files, accounts, channel, tags, caught);
    }

    Scope ofAccounts(Set<String> ids) {
        return new Scope(withRenotes, withReplies, withFiles, ids, channel, tags, caught);
    }

    Scope ofChannel(String id) {
        return new Scope(withRenotes, withReplies, withFiles, accounts, Optional.of(id), tags, caught);
    }

    Scope ofTags(List<Set<String>> any) {
        return new Scope(withRenotes, withReplies, withFiles, accounts, channel, any, caught);
    }

    Scope catching(Predicate<Note> catches) {
        return new Scope(withRenotes, withReplies, withFiles, accounts, channel, tags, catches);
    }
}
