package misskey.mock.mutant;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Mutation.AtRouting;
import misskey.mock.world.Fact;
import misskey.mock.world.Note;
import misskey.mock.world.User;
import misskey.protocol.Dialect.Event;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mutant tells otherwise. What is null is not looked at.
 *
 * @param to of events that the dialect tells to these
 * @param of of events whose row names this requirement
 * @param kind of facts of this kind, as dialects write it
 * @param note of notes that are this
 * @param viewer where the viewer is the one who did it, or to whom it was done
 * @param tells whether it tells them or not
 */
record RoutingRow(
        @Nullable List<String> to,
        @Nullable String of,
        @JsonProperty(required = true) String kind,
        @Nullable NoteTrait note,
        @Nullable Role viewer,
        @JsonProperty(required = true) boolean tells) {

    /** What the viewer has to do with the fact. */
    enum Role {
        @JsonProperty("actor")
        ACTOR,
        @JsonProperty("target")
        TARGET
    }

    Mutation mutation() {
        return new AtRouting((event, fact, who, straight) -> fits(event, fact, who) ? tells : straight);
    }

    private boolean fits(Event event, Fact fact, Optional<User> who) {
        return fact.kind().name().equals(kind.toUpperCase(Locale.ROOT).replace('-', '_'))
                && (to == null || to.contains(event.to().orElse("")))
                && (of == null || of.equals(event.requirement()))
                && (note == null
                        || fact.note().filter(about -> note.holds(about, who)).isPresent())
                && (viewer == null || isViewer(fact, who));
    }

    private boolean isViewer(Fact fact, Optional<User> who) {
        Optional<String> id = who.map(User::id);
        return id.isPresent()
                && id.equals(
                        viewer == Role.ACTOR
                                ? Optional.of(fact.actor().id())
                                : fact.target().map(User::id));
    }

    /** What a note may be to who reads it. */
    enum NoteTrait {
        @JsonProperty("reply")
        REPLY {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.replyTo().isPresent();
            }
        },
        @JsonProperty("reply-to-reader")
        REPLY_TO_READER {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.replyTo().map(Note::authorId).filter(is(reader)).isPresent()
                        && !is(reader).test(note.authorId());
            }
        },
        @JsonProperty("reply-of-reader")
        REPLY_OF_READER {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.replyTo().isPresent() && is(reader).test(note.authorId());
            }
        },
        @JsonProperty("reply-to-itself")
        REPLY_TO_ITSELF {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.replyTo()
                                .map(Note::authorId)
                                .filter(note.authorId()::equals)
                                .isPresent()
                        && !is(reader).test(note.authorId());
            }
        },
        @JsonProperty("local-only")
        LOCAL_ONLY {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.localOnly();
            }
        },
        @JsonProperty("in-channel")
        IN_CHANNEL {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return note.channelId().isPresent();
            }
        },
        @JsonProperty("of-narrower-visibility")
        OF_NARROWER_VISIBILITY {
            @Override
            boolean holds(Note note, Optional<User> reader) {
                return !note.visibility().label().equals("public");
            }
        };

        abstract boolean holds(Note note, Optional<User> reader);

        private static Predicate<String> is(Optional<User> reader) {
            return id -> reader.filter(me -> me.id().equals(id)).isPresent();
        }
    }
}
