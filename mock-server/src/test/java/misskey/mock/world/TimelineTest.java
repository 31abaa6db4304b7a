package misskey.mock.world;

import static misskey.mock.world.NoteSpec.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import misskey.mock.world.Relations.Kind;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who sees a note on the four timelines. A row ends with the letters of those that show it: Home, Local, Social, Global; where servers
 * differ it ends with three such columns: as documented, on Misskey 12, on Misskey 2025. "I" am me; I follow "followed" and "chatty", whose
 * replies I want; I mute "muted", and the renotes of "renoter"; "blocker" blocks me; I follow the channel c.
 */
class TimelineTest {
    private static final List<Timeline> FOUR = List.of(Timeline.HOME, Timeline.LOCAL, Timeline.SOCIAL, Timeline.GLOBAL);
    static final List<String> DIALECTS = List.of("documented", "misskey-12", "misskey-2025");

    static final Reader ME = new Reader(
            Optional.of("me"),
            Relations.NONE
                    .with(Kind.FOLLOWS, "followed", true)
                    .with(Kind.FOLLOWS, "chatty", true)
                    .with(Kind.WITH_REPLIES, "chatty", true)
                    .with(Kind.FOLLOWS, "muted", true)
                    .with(Kind.MUTES, "muted", true)
                    .with(Kind.MUTES_RENOTES, "renoter", true)
                    .with(Kind.BLOCKED_BY, "blocker", true)
                    .with(Kind.BLOCKS, "blocked", true)
                    .with(Kind.FOLLOWS_CHANNEL, "c", true));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            public by me             | HLSG
            public by followed       | HLSG
            public by stranger       | LSG
            home by me               | HS
            home by followed         | HS
            home by stranger         | -
            followers by me          | HS
            followers by followed    | HS
            followers by stranger    | -
            specified by me          | HS
            specified by followed    | -
            specified by stranger    | -
            specified by followed, to me | HS
            specified by stranger, to me | -
            """)
    void visibilityAndRelationDecide(String spec, String shown) {
        assertEverywhere(spec, ME, Scope.PLAIN, shown);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            public by me, reply to stranger          | HLSG | HLSG | HLSG
            public by me, reply to followed          | HLSG | HLSG | HLSG
            public by me, reply to me                | HLSG | HLSG | HLSG
            public by followed, reply to me          | HLSG | HLSG | HLSG
            public by followed, reply to followed    | HLSG | HLSG | HLSG
            public by followed, reply to stranger    | -    | -    | G
            public by chatty, reply to stranger      | -    | -    | HLSG
            public by chatty, reply to followers of followed | - | - | HLSG
            public by chatty, reply to followers of stranger | - | - | LG
            home by chatty, reply to followers of stranger   | - | - | -
            home by chatty, reply to followers of me | HS   | HS   | HS
            public by stranger, reply to me          | LSG  | LSG  | LSG
            public by stranger, reply to stranger    | LSG  | LSG  | LSG
            public by stranger, reply to followed    | -    | -    | G
            home by me, reply to stranger            | HS   | HS   | HS
            home by followed, reply to me            | HS   | HS   | HS
            home by followed, reply to followed      | HS   | HS   | HS
            home by followed, reply to stranger      | -    | -    | -
            home by stranger, reply to me            | -    | -    | -
            followers by followed, reply to me       | HS   | HS   | HS
            followers by followed, reply to stranger | -    | -    | -
            followers by stranger, reply to me       | -    | -    | -
            specified by me, reply to stranger       | HS   | HS   | HS
            specified by followed, reply to stranger | -    | -    | -
            """)
    void replyBetweenOthersIsShownWhereServersShowIt(String spec, String documented, String twelve, String newer) {
        assertEach(spec, ME, Scope.PLAIN, documented, twelve, newer);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            public by stranger                       | LG | LG | LG
            home by stranger                         | -  | -  | -
            followers by stranger                    | -  | -  | -
            specified by stranger                    | -  | -  | -
            public by stranger, reply to followed    | LG | -  | LG
            public by stranger, reply to stranger    | LG | -  | LG
            public by stranger, renote of followed   | LG | LG | LG
            public by stranger, in channel c         | -  | -  | -
            """)
    void anonymousReaderSeesPublicNotesOnly(String spec, String documented, String twelve, String newer) {
        assertEach(spec, Reader.ANONYMOUS, Scope.PLAIN, documented, twelve, newer);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            public by me, no text, renote of stranger             | HLSG | HLSG | HLSG
            public by followed, no text, renote of stranger       | HLSG | HLSG | HLSG
            public by stranger, no text, renote of followed       | LSG  | LSG  | LSG
            public by stranger, no text, renote of me             | LSG  | LSG  | LSG
            public by stranger, renote of me                      | LSG  | LSG  | LSG
            home by followed, no text, renote of stranger         | HS   | HS   | HS
            public by followed, no text, renote of stranger < followers of stranger | HLSG | HLSG | LG
            public by followed, renote of stranger < followers of stranger          | HLSG | HLSG | HLSG
            """)
    void renoteShowsAsANoteOfWhoRenotes(String spec, String documented, String twelve, String newer) {
        assertEach(spec, ME, Scope.PLAIN, documented, twelve, newer);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            public by muted                                   | -
            home by muted                                     | -
            public by stranger, reply to muted                | -
            public by followed, renote of muted               | -
            public by followed, no text, renote of muted      | -
            public by blocker                                 | -
            public by followed, renote of blocker             | -
            public by blocked                                 | LSG
            public by renoter, no text, renote of followed    | -
            public by renoter, renote of followed             | LSG
            public by renoter                                 | LSG
            """)
    void mutesAndBlocksHide(String spec, String shown) {
        assertEverywhere(spec, ME, Scope.PLAIN, shown);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            public by stranger, in channel c   | HS | HLS | HS
            public by followed, in channel c   | HS | HLS | HS
            public by followed, in channel d   | -  | -   | -
            public by me, in channel d         | -  | -   | -
            """)
    void notesOfChannelsGoToThoseWhoFollowTheChannel(String spec, String documented, String twelve, String newer) {
        assertEach(spec, ME, Scope.PLAIN, documented, twelve, newer);
    }

    @ParameterizedTest(name = "{0} asking for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            public by followed                                              | no renotes | HLSG
            public by followed, no text, renote of stranger                 | no renotes | -
            public by followed, renote of stranger                          | no renotes | HLSG
            public by followed, no text, with file, renote of stranger      | no renotes | HLSG
            public by followed, no text, with poll, renote of stranger      | no renotes | HLSG
            public by followed, no text, reply to me, renote of stranger    | no renotes | HLSG
            public by followed                                              | files      | -
            public by followed, with file                                   | files      | HLSG
            public by followed, with file, reply to stranger                | files      | G
            public by followed, reply to stranger                           | replies    | LSG
            public by stranger, reply to followed                           | replies    | LSG
            public by stranger, reply to followers of stranger              | replies    | LG
            """)
    void whatIsAskedForIsShown(String spec, String asked, String shown) {
        Scope scope = Scope.PLAIN.asking(!asked.equals("no renotes"), asked.equals("replies"), asked.equals("files"));

        assertThat(four(note(spec), ME, scope, "misskey-2025")).isEqualTo(shown);
    }

    private static void assertEverywhere(String spec, Reader reader, Scope scope, String shown) {
        assertEach(spec, reader, scope, shown, shown, shown);
    }

    private static void assertEach(String spec, Reader reader, Scope scope, String... shown) {
        for (int i = 0; i < DIALECTS.size(); i++) {
            assertThat(four(note(spec), reader, scope, DIALECTS.get(i)))
                    .as("%s as %s", spec, DIALECTS.get(i))
                    .isEqualTo(shown[i]);
        }
    }

    private static String four(Note note, Reader reader, Scope scope, String dialect) {
        Behaviour rules = WorldRules.of(Dialect.named(dialect)).behaviour();
        String shown = FOUR.stream()
                .filter(timeline -> timeline.shows(note, reader, scope, rules))
                .map(timeline -> timeline.name().substring(0, 1))
                .reduce("", String::concat);
        return shown.isEmpty() ? "-" : shown;
    }
}
