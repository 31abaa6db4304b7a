package misskey.mock.world;

import static misskey.mock.world.NoteSpec.note;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who sees a note in a list, under a hashtag, by an antenna, in a channel and by a role; who "me" knows is said in {@link TimelineTest}. */
class OtherTimelinesTest {
    @ParameterizedTest(name = "{1} on {0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            LIST    | public by followed                            | true
            LIST    | public by stranger                            | false
            LIST    | public by member                              | true
            LIST    | home by member                                | true
            LIST    | followers by member                           | false
            LIST    | followers by followed                         | true
            LIST    | specified by member                           | false
            LIST    | specified by member, to me                    | true
            LIST    | public by member, reply to stranger           | false
            LIST    | public by member, reply to me                 | true
            LIST    | public by chatty, reply to stranger           | false
            LIST    | public by muted                               | false
            LIST    | public by member, in channel c                | false
            HASHTAG | public by stranger                            | true
            HASHTAG | home by stranger                              | true
            HASHTAG | followers by stranger                         | true
            HASHTAG | specified by stranger                         | true
            HASHTAG | public by muted                               | false
            HASHTAG | public by stranger, no text                   | false
            CHANNEL | public by stranger, in channel c              | true
            CHANNEL | public by stranger, in channel d              | false
            CHANNEL | public by stranger                            | false
            CHANNEL | public by blocker, in channel c               | false
            ROLE    | public by member                              | true
            ROLE    | home by member                                | false
            ROLE    | public by stranger                            | false
            ROLE    | public by member, reply to stranger           | true
            ANTENNA | public by followed                            | true
            ANTENNA | public by stranger                            | false
            ANTENNA | public by muted                               | false
            """)
    void otherPlacesShowTheirNotes(Timeline timeline, String spec, boolean shown) {
        Scope scope = Scope.PLAIN
                .ofAccounts(Set.of("member", "followed", "muted", "chatty"))
                .ofChannel("c")
                .ofTags(List.of(Set.of("none"), Set.of("tag", "other")))
                .catching(note -> List.of("followed", "muted").contains(note.authorId()));
        for (String dialect : TimelineTest.DIALECTS) {
            Behaviour rules = WorldRules.of(Dialect.named(dialect)).behaviour();
            assertThat(timeline.shows(note(spec), TimelineTest.ME, scope, rules))
                    .isEqualTo(shown);
        }
    }

    @ParameterizedTest(name = "any of {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            tag              | true
            tag other        | true
            tag none         | false
            none,other       | true
            none,tag missing | false
            """)
    void hashtagsAreAnyOfAllOf(String any, boolean shown) {
        List<Set<String>> tags = Arrays.stream(any.split(",", -1))
                .map(all -> Set.of(all.split(" ", -1)))
                .toList();

        assertThat(Timeline.HASHTAG.shows(
                        note("public by stranger"),
                        Reader.ANONYMOUS,
                        Scope.PLAIN.ofTags(tags),
                        WorldRules.of(Dialect.named("misskey-2025")).behaviour()))
                .isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            all             | public by stranger              | true
            all             | home by stranger                | true
            all             | followers by stranger           | false
            all             | followers by followed           | true
            all             | specified by stranger, to me    | false
            all             | public by muted                 | false
            all             | public by stranger, reply to me | false
            all             | public by stranger, no text     | false
            home            | public by stranger              | false
            home            | public by followed              | true
            list            | public by stranger              | false
            list            | public by member                | true
            users           | public by stranger              | false
            users           | public by watched               | true
            users_blacklist | public by stranger              | true
            users_blacklist | public by watched               | false
            """)
    void antennaCatchesByAuthorAndWords(String source, String spec, boolean caught) {
        Antenna antenna = new Antenna(
                "a",
                "me",
                "tags",
                source,
                Optional.of("l"),
                Set.of("watched"),
                List.of(List.of("none"), List.of("some", "WORDS")),
                List.of(List.of("unwanted")),
                false,
                false,
                false,
                false);
        Note note = note(spec);

        assertThat(antenna.catches(note, note.authorId(), TimelineTest.ME, Set.of("member")))
                .isEqualTo(caught);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Tea is #good             | good
            #A,#b #A_c!              | a b a_c
            #1 #2026 #x1             | x1
            a#b &#39; https://x/#top |
            ＃no #日本語                | 日本語
            """)
    void hashtagsAreFound(String text, @Nullable String tags) {
        assertThat(String.join(" ", Hashtags.in(text))).isEqualTo(tags == null ? "" : tags);
    }

    @ParameterizedTest(name = "{0}: as {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            LIST    | alice | {'listId': '$list'}       | true
            LIST    | bob   | {'listId': '$list'}       | false
            LIST    | -     | {'listId': '$list'}       | false
            LIST    | alice | {}                        | false
            LIST    | alice | {'listId': 5}             | false
            ANTENNA | alice | {'antennaId': '$antenna'} | true
            ANTENNA | bob   | {'antennaId': '$antenna'} | true
            ANTENNA | bob   | {'antennaId': 'none'}     | false
            ROLE    | -     | {'roleId': '$role'}       | true
            ROLE    | -     | {'roleId': '$secret'}     | false
            CHANNEL | -     | {'channelId': 'any'}      | true
            CHANNEL | -     | {}                        | false
            HASHTAG | -     | {'q': [['a']]}            | true
            HASHTAG | -     | {'q': [[]]}               | false
            HASHTAG | -     | {'q': 'a'}                | false
            HOME    | alice | {}                        | true
            """)
    void placeIsFoundWhereItIsNamedAndOnesOwn(Timeline timeline, String who, String params, boolean found) {
        SmallWorld world = places();

        assertThat(new Scopes(world.world())
                        .of(timeline, world.world().userNamed(who), read(world, params))
                        .isPresent())
                .isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}: renotes {1}, replies {2}, files {3}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                          | true  | false | false
            {'withRenotes': false}      | false | false | false
            {'withRenotes': null}       | true  | false | false
            {'withReplies': true}       | true  | true  | false
            {'withReplies': 1}          | true  | true  | false
            {'withReplies': 0}          | true  | false | false
            {'withFiles': 'yes'}        | true  | false | true
            {'withFiles': ''}           | true  | false | false
            """)
    void parametersAreTakenAsJavaScriptTakesThem(String params, boolean renotes, boolean replies, boolean files) {
        var read = Json.read(params.replace('\'', '"'));
        Scope asked = new Scopes(new SmallWorld("misskey-2025").world())
                .of(Timeline.LOCAL, Optional.empty(), read)
                .orElseThrow();
        Scope unheard = new Scopes(new SmallWorld("misskey-12").world())
                .of(Timeline.LOCAL, Optional.empty(), read)
                .orElseThrow();

        assertThat(List.of(asked.withRenotes(), asked.withReplies(), asked.withFiles()))
                .containsExactly(renotes, replies, files);
        assertThat(unheard).isEqualTo(Scope.PLAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HOME    | {'withFiles': true}                           | true
            LIST    | {'withFiles': true, 'listId': '$list'}        | true
            CHANNEL | {'withFiles': true, 'channelId': 'c'}         | false
            ROLE    | {'withFiles': true, 'roleId': '$role'}        | false
            ANTENNA | {'withFiles': true, 'antennaId': '$antenna'}  | false
            HASHTAG | {'withFiles': true, 'q': [['a']]}             | false
            """)
    void timelinesAndListsAloneTakeParameters(Timeline timeline, String params, boolean taken) {
        SmallWorld world = places();

        assertThat(new Scopes(world.world())
                        .of(timeline, Optional.of(world.user("alice")), read(world, params))
                        .orElseThrow()
                        .withFiles())
                .isEqualTo(taken);
    }

    private static SmallWorld places() {
        SmallWorld world = new SmallWorld("misskey-2025");
        world.name("list", id(world, "alice", "users/lists/create", "{'name': 'l'}"));
        world.name("antenna", id(world, "alice", "antennas/create", "{'name': 'a'}"));
        world.name("role", id(world, "admin", "admin/roles/create", "{'name': 'r', 'isExplorable': true}"));
        world.name("secret", id(world, "admin", "admin/roles/create", "{'name': 's'}"));
        return world;
    }

    private static JsonNode read(SmallWorld world, String json) {
        return Json.read(world.fill(json).replace('\'', '"'));
    }

    private static String id(SmallWorld world, String who, String endpoint, String parameters) {
        return world.call(who, endpoint, parameters).path("id").stringValue();
    }
}
