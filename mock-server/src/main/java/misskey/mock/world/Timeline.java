package misskey.mock.world;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Who sees a note on which timeline: pure functions over the world. As Misskey 12.110.1, without its
 * defect of dropping replies for anonymous readers.
 */
public enum Timeline {
    /** One's own notes and those of whom one follows. */
    HOME {
        @Override
        boolean holds(Note note, Optional<User> viewer, BiPredicate<String, String> follows) {
            return viewer.filter(me -> isNear(note, me, follows)
                            && (note.visibility() != Visibility.SPECIFIED || isAddressed(note, me)))
                    .isPresent();
        }
    },
    /** Public notes of this server. */
    LOCAL {
        @Override
        boolean holds(Note note, Optional<User> viewer, BiPredicate<String, String> follows) {
            return note.visibility() == Visibility.PUBLIC;
        }
    },
    /** What is on the home or on the local timeline. */
    SOCIAL {
        @Override
        boolean holds(Note note, Optional<User> viewer, BiPredicate<String, String> follows) {
            return viewer.isPresent() && (HOME.holds(note, viewer, follows) || LOCAL.holds(note, viewer, follows));
        }
    },
    /** Public notes of every server; the mock knows no other server. */
    GLOBAL {
        @Override
        boolean holds(Note note, Optional<User> viewer, BiPredicate<String, String> follows) {
            return note.visibility() == Visibility.PUBLIC;
        }
    };

    abstract boolean holds(Note note, Optional<User> viewer, BiPredicate<String, String> follows);

    /**
     * Whether this timeline of this viewer shows a note.
     *
     * @param follows whether the account of the first id follows that of the second
     */
    public boolean shows(Note note, Optional<User> viewer, BiPredicate<String, String> follows) {
        return holds(note, viewer, follows)
                && viewer.map(me -> isReplyForMe(note, me)).orElse(true);
    }

    private static boolean isNear(Note note, User me, BiPredicate<String, String> follows) {
        return note.authorId().equals(me.id()) || follows.test(me.id(), note.authorId());
    }

    private static boolean isAddressed(Note note, User me) {
        return note.authorId().equals(me.id()) || note.visibleUserIds().contains(me.id());
    }

    /** A reply between others is not shown; one's own, one to oneself, and an author's own thread are. */
    private static boolean isReplyForMe(Note note, User me) {
        return !note.repliesToSomebodyElse()
                || note.authorId().equals(me.id())
                || note.replyTo().orElseThrow().authorId().equals(me.id());
    }
}
