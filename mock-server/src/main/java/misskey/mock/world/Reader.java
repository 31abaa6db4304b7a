package misskey.mock.world;

import java.util.Optional;
import java.util.stream.Stream;
import misskey.mock.world.Relations.Kind;

/**
 * Who looks at a timeline, and how that account stands to others.
 *
 * @param id the account; empty for a reader without one
 */
public record Reader(Optional<String> id, Relations relations) {
    static final Reader ANONYMOUS = new Reader(Optional.empty(), Relations.NONE);

    boolean is(String user) {
        return id.filter(user::equals).isPresent();
    }

    boolean follows(String user) {
        return relations.has(Kind.FOLLOWS, user);
    }

    /** Whether this note is by the reader, or by whom the reader follows. */
    boolean isNear(Note note) {
        return is(note.authorId()) || follows(note.authorId());
    }

    /** Whether a specified note is to this reader, or by it. */
    boolean isAddressedBy(Note note) {
        return is(note.authorId()) || id.filter(note.visibleUserIds()::contains).isPresent();
    }

    /** Whether the reader may read the note. Anybody may who knows the id of a home note. */
    boolean maySee(Note note) {
        return switch (note.visibility()) {
            case PUBLIC, HOME -> true;
            case FOLLOWERS -> isNear(note);
            case SPECIFIED -> isAddressedBy(note);
        };
    }

    /** Whether its author, or that of what it answers or shares, is muted by the reader or blocks the reader. */
    boolean hasNothingToDoWith(Note note) {
        boolean unwanted = Stream.of(Optional.of(note), note.replyTo(), note.renoteOf())
                .flatMap(Optional::stream)
                .map(Note::authorId)
                .anyMatch(author -> relations.has(Kind.MUTES, author) || relations.has(Kind.BLOCKED_BY, author));
        return unwanted || (note.isPureRenote() && relations.has(Kind.MUTES_RENOTES, note.authorId()));
    }

    /** Whether the note is for followers of somebody whom the reader does not follow. */
    boolean isShutOutOf(Note note) {
        return note.visibility() == Visibility.FOLLOWERS && !isNear(note);
    }
}
