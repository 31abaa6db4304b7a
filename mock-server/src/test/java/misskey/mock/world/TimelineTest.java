package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who sees a note where. A row ends with the letters of the timelines that show it: Home, Local, Social,
 * Global. "me" is whose timelines they are; "followed" is the author whom I follow.
 */
class TimelineTest {
    private static final String ME = "me";
    private static final String FOLLOWED = "followed";
    private static final String STRANGER = "stranger";

    @ParameterizedTest(name = "a {0} note of {1} shows on {2}")
    @CsvSource(textBlock = """
            public,    me,       HLSG
            public,    followed, HLSG
            public,    stranger, LSG
            home,      me,       HS
            home,      followed, HS
            home,      stranger, -
            followers, me,       HS
            followers, followed, HS
            followers, stranger, -
            specified, me,       HS
            specified, followed, -
            specified, stranger, -
            """)
    void visibilityAndRelationDecide(String visibility, String author, String shown) {
        assertThat(timelines(note(visibility, author), Optional.of(user(ME)))).isEqualTo(shown);
    }

    @ParameterizedTest(name = "a note of {0} that is addressed to me shows on {1}")
    @CsvSource(textBlock = """
            followed, HS
            stranger, -
            """)
    void specifiedNoteShowsWhereIAmAddressedAndFollow(String author, String shown) {
        Note addressed = new Note(
                "n",
                author,
                Instant.EPOCH,
                Optional.of("for you"),
                Visibility.SPECIFIED,
                Set.of(ME),
                Optional.empty(),
                Optional.empty(),
                List.of());

        assertThat(timelines(addressed, Optional.of(user(ME)))).isEqualTo(shown);
    }

    @ParameterizedTest(name = "to an anonymous reader a {0} note shows on {1}")
    @CsvSource(textBlock = """
            public,    LG
            home,      -
            followers, -
            specified, -
            """)
    void anonymousReaderSeesPublicNotesOnly(String visibility, String shown) {
        assertThat(timelines(note(visibility, STRANGER), Optional.empty())).isEqualTo(shown);
    }

    @ParameterizedTest(name = "a {0} reply of {1} to {2} shows on {3}")
    @CsvSource(textBlock = """
            public,    me,       stranger, HLSG
            public,    me,       followed, HLSG
            public,    me,       me,       HLSG
            public,    followed, me,       HLSG
            public,    followed, followed, HLSG
            public,    followed, stranger, -
            public,    stranger, me,       LSG
            public,    stranger, stranger, LSG
            public,    stranger, followed, -
            home,      me,       stranger, HS
            home,      followed, me,       HS
            home,      followed, followed, HS
            home,      followed, stranger, -
            home,      stranger, me,       -
            followers, followed, me,       HS
            followers, followed, stranger, -
            followers, stranger, me,       -
            specified, me,       stranger, HS
            specified, followed, stranger, -
            """)
    void replyBetweenOthersIsNotShown(String visibility, String author, String answered, String shown) {
        assertThat(timelines(reply(visibility, author, answered), Optional.of(user(ME))))
                .isEqualTo(shown);
    }

    @ParameterizedTest(name = "to an anonymous reader a public reply of {0} to {1} shows on {2}")
    @CsvSource(textBlock = """
            stranger, followed, LG
            stranger, stranger, LG
            """)
    void anonymousReaderSeesEveryPublicReply(String author, String answered, String shown) {
        assertThat(timelines(reply("public", author, answered), Optional.empty()))
                .isEqualTo(shown);
    }

    @ParameterizedTest(name = "a renote by {0} of a note of {1} shows on {2}")
    @CsvSource(textBlock = """
            me,       stranger, HLSG
            followed, stranger, HLSG
            stranger, followed, LSG
            stranger, me,       LSG
            """)
    void renoteShowsAsANoteOfWhoRenotes(String author, String shared, String shown) {
        Note renote = related("public", author, Optional.empty(), Optional.of(note("public", shared)));

        assertThat(timelines(renote, Optional.of(user(ME)))).isEqualTo(shown);
    }

    private static String timelines(Note note, Optional<User> viewer) {
        String shown = Arrays.stream(Timeline.values())
                .filter(timeline -> timeline.shows(note, viewer, TimelineTest::follows))
                .map(timeline -> timeline.name().substring(0, 1))
                .reduce("", String::concat);
        return shown.isEmpty() ? "-" : shown;
    }

    private static boolean follows(String follower, String followee) {
        return follower.equals(ME) && followee.equals(FOLLOWED);
    }

    private static Note note(String visibility, String author) {
        return related(visibility, author, Optional.empty(), Optional.empty());
    }

    private static Note reply(String visibility, String author, String answered) {
        return related(visibility, author, Optional.of(note("public", answered)), Optional.empty());
    }

    private static Note related(String visibility, String author, Optional<Note> replyTo, Optional<Note> renoteOf) {
        return new Note(
                "n",
                author,
                Instant.EPOCH,
                Optional.of("text"),
                Visibility.of(visibility).orElseThrow(),
                Set.of(),
                replyTo,
                renoteOf,
                List.of());
    }

    private static User user(String id) {
        return new User(id, id, Optional.empty(), Optional.empty(), Instant.EPOCH, Secret.of(id, id + "-token"), false);
    }
}
