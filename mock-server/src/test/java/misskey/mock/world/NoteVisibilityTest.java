package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who may read a note of alice. Bob follows her, carol does not. */
class NoteVisibilityTest {
    private final SmallWorld world = new SmallWorld();

    @ParameterizedTest(name = "a {0} note may be read by {1}: {2}")
    @CsvSource(textBlock = """
            public,    -,     true
            public,    carol, true
            home,      -,     true
            home,      carol, true
            followers, -,     false
            followers, alice, true
            followers, bob,   true
            followers, carol, false
            followers, admin, false
            specified, -,     false
            specified, alice, true
            specified, bob,   false
            specified, carol, true
            """)
    void noteIsFoundByWhoMayReadIt(String visibility, String reader, boolean found) {
        world.post("note", "alice", "{'text': 'x', 'visibility': '" + visibility + "', 'visibleUserIds': ['$carol']}");

        assertThat(world.refusal(reader, "notes/show", "{'noteId': '$note'}").isEmpty())
                .isEqualTo(found);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            notes/create           | {"text": "re", "replyId": "$note"}
            notes/create           | {"renoteId": "$note"}
            notes/reactions/create | {"noteId": "$note", "reaction": "x"}
            notes/reactions/delete | {"noteId": "$note"}
            notes/polls/vote       | {"noteId": "$note", "choice": 0}
            notes/delete           | {"noteId": "$note"}
            """)
    void noteThatMayNotBeReadCannotBeActedOn(String endpoint, String parameters) {
        world.post("note", "alice", "{'text': 'x', 'visibility': 'followers', 'poll': {'choices': ['a', 'b']}}");

        ApiError refusal = world.refusal("carol", endpoint, parameters).orElseThrow();
        assertThat(refusal.toJson().at("/error/code").stringValue()).isEqualTo("NO_SUCH_NOTE");
    }

    @Test
    void adminDeletesWhatOnlyOthersMayRead() {
        world.post("note", "alice", "{'text': 'x', 'visibility': 'followers'}");
        world.call("admin", "notes/delete", "{'noteId': '$note'}");

        assertThat(world.refusal("alice", "notes/show", "{'noteId': '$note'}")).isPresent();
    }

    @Test
    void quotedNoteIsHiddenFromWhoMayNotReadIt() {
        world.post("note", "alice", "{'text': 'for my followers', 'visibility': 'followers'}");
        world.post("quote", "bob", "{'text': 'look', 'renoteId': '$note'}");

        JsonNode forBob = world.call("bob", "notes/show", "{'noteId': '$quote'}");
        JsonNode forCarol = world.call("carol", "notes/show", "{'noteId': '$quote'}");
        assertThat(forBob.at("/renote/text").stringValue()).isEqualTo("for my followers");
        assertThat(forCarol.path("text").stringValue()).isEqualTo("look");
        assertThat(forCarol.at("/renote/text").isNull()).isTrue();
        assertThat(forCarol.at("/renote/isHidden").booleanValue()).isTrue();
    }

    @Test
    void answeredNoteIsHiddenOnATimeline() {
        world.post("note", "alice", "{'text': 'for my followers', 'visibility': 'followers'}");
        world.post("reply", "bob", "{'text': 'indeed', 'replyId': '$note'}");

        JsonNode seen = world.call("-", "notes/local-timeline", "{}").path(0);
        assertThat(seen.path("text").stringValue()).isEqualTo("indeed");
        assertThat(seen.at("/reply/text").isNull()).isTrue();
    }

    @Test
    void replyToASpecifiedNoteIsForItsAuthorToo() {
        world.post("note", "alice", "{'text': 'psst', 'visibility': 'specified', 'visibleUserIds': ['$carol']}");
        world.post("reply", "carol", "{'text': 'yes?', 'visibility': 'specified', 'replyId': '$note'}");

        assertThat(world.call("alice", "notes/show", "{'noteId': '$reply'}")
                        .path("text")
                        .stringValue())
                .isEqualTo("yes?");
    }
}
