package misskey.mock.world;

import java.util.Locale;
import java.util.Optional;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Behaviour;

/**
 * Who sees a note on which timeline: pure functions of the note, the reader and what is looked at. As Misskey
 * 2025.2.0, and as earlier versions where the rules say so.
 */
enum Timeline {
    /** One's own notes, those of whom one follows, and those of channels one follows. */
    HOME {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            boolean base = note.channelId()
                    .map(channel -> reader.relations().has(Kind.FOLLOWS_CHANNEL, channel))
                    .orElseGet(() -> reader.isNear(note));
            return base
                    && reader.maySee(note)
                    && isForMe(note, reader, false, rules)
                    && !sharesWhatIsShut(note, reader, rules);
        }
    },
    /** Public notes of this server. */
    LOCAL {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return isPublicHere(note, reader, rules) && passesInPublic(note, reader, scope.withReplies(), rules);
        }
    },
    /** What is on the home timeline, and public notes of this server. */
    SOCIAL {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            boolean base = note.channelId()
                    .map(channel -> reader.relations().has(Kind.FOLLOWS_CHANNEL, channel))
                    .orElseGet(() -> reader.isNear(note) || note.visibility() == Visibility.PUBLIC);
            return reader.id().isPresent()
                    && base
                    && reader.maySee(note)
                    && isForMe(note, reader, scope.withReplies(), rules)
                    && !sharesWhatIsShut(note, reader, rules);
        }
    },
    /** Public notes of every server; the mock knows no other server. */
    GLOBAL {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return note.visibility() == Visibility.PUBLIC
                    && note.channelId().isEmpty()
                    && passesInPublic(note, reader, rules.globalReplies(), rules);
        }
    },
    /** Notes of the members of one's own list. */
    LIST {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return scope.accounts().contains(note.authorId())
                    && note.channelId().isEmpty()
                    && reader.maySee(note)
                    && isBetweenUs(note, reader);
        }
    },
    /** Notes with hashtags, whoever they are meant for: no server asks for that here. */
    HASHTAG {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            var tags = Hashtags.in(note.text().orElse(""));
            return scope.tags().stream().anyMatch(all -> !all.isEmpty() && tags.containsAll(all));
        }
    },
    /** What an antenna catches, whoever owns it: no server asks for that here. */
    ANTENNA {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return scope.caught().test(note);
        }
    },
    /** Notes of a channel. */
    CHANNEL {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return note.channelId().isPresent() && note.channelId().equals(scope.channel());
        }
    },
    /** Public notes of those who have a role. */
    ROLE {
        @Override
        boolean holds(Note note, Reader reader, Scope scope, Behaviour rules) {
            return note.visibility() == Visibility.PUBLIC && scope.accounts().contains(note.authorId());
        }
    };

    /** Reads the word of a dialect file, under {@code to}; empty where it names no timeline. */
    static Optional<Timeline> of(String word) {
        for (Timeline timeline : values()) {
            if (timeline.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(timeline);
            }
        }
        return Optional.empty();
    }

    abstract boolean holds(Note note, Reader reader, Scope scope, Behaviour rules);

    /** Whether this timeline of this reader shows a note. */
    boolean shows(Note note, Reader reader, Scope scope, Behaviour rules) {
        return (!scope.withFiles() || !note.fileIds().isEmpty())
                && (scope.withRenotes() || !note.isPureRenote())
                && holds(note, reader, scope, rules)
                && !reader.hasNothingToDoWith(note);
    }

    private static boolean isPublicHere(Note note, Reader reader, Behaviour rules) {
        return note.visibility() == Visibility.PUBLIC
                && note.channelId()
                        .map(channel -> rules.localFollowedChannels()
                                && reader.relations().has(Kind.FOLLOWS_CHANNEL, channel))
                        .orElse(true);
    }

    /** A reply between others is not shown, unless all of them are wanted. */
    private static boolean passesInPublic(Note note, Reader reader, boolean all, Behaviour rules) {
        if (reader.id().isEmpty()) {
            return note.replyTo().isEmpty() || rules.anonymousReplies();
        }
        return all || wantsReplies(note, reader, rules) || isBetweenUs(note, reader);
    }

    private static boolean isForMe(Note note, Reader reader, boolean all, Behaviour rules) {
        return (all || wantsReplies(note, reader, rules))
                ? note.replyTo().filter(reader::isShutOutOf).isEmpty()
                : isBetweenUs(note, reader);
    }

    private static boolean wantsReplies(Note note, Reader reader, Behaviour rules) {
        return rules.repliesPerFollow() && reader.relations().has(Kind.WITH_REPLIES, note.authorId());
    }

    /** One's own reply, one to oneself, and an author's own thread; and what is no reply. */
    private static boolean isBetweenUs(Note note, Reader reader) {
        return note.replyTo()
                .map(Note::authorId)
                .map(parent -> reader.is(note.authorId()) || reader.is(parent) || parent.equals(note.authorId()))
                .orElse(true);
    }

    private static boolean sharesWhatIsShut(Note note, Reader reader, Behaviour rules) {
        return rules.repliesPerFollow()
                && note.isPureRenote()
                && note.renoteOf()
                        .flatMap(Note::replyTo)
                        .filter(reader::isShutOutOf)
                        .isPresent();
    }
}
