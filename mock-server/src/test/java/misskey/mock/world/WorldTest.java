package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import misskey.protocol.Behaviour.IdShape;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Each change leaves the facts that the streams have to tell. Notes are named by their texts. */
class WorldTest {
    private final SmallWorld world = new SmallWorld()
            .post("note", "alice", "{'text': 'note'}")
            .post("poll", "alice", "{'text': 'poll', 'poll': {'choices': ['a', 'b']}}");

    WorldTest() {
        world.facts();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bob   | notes/create           | {'text': 'hi'}                           | POSTED by bob on hi
            bob   | notes/create           | {'text': 'hi @carol'}                    | POSTED by bob on hi @carol; MENTIONED by bob to carol on hi @carol
            bob   | notes/create           | {'text': '@alice @carol'}                | POSTED by bob on @alice @carol; MENTIONED by bob to alice on @alice @carol; MENTIONED by bob to carol on @alice @carol
            bob   | notes/create           | {'text': '@bob'}                         | POSTED by bob on @bob; MENTIONED by bob to bob on @bob
            bob   | notes/create           | {'text': 're', 'replyId': '$note'}       | POSTED by bob on re; MENTIONED by bob to alice on re
            alice | notes/create           | {'text': 're', 'replyId': '$note'}       | POSTED by alice on re
            bob   | notes/create           | {'text': 'look', 'renoteId': '$note'}    | POSTED by bob on look; RENOTED by bob to alice on look
            alice | notes/create           | {'text': 'look', 'renoteId': '$note'}    | POSTED by alice on look
            bob   | notes/create           | {'text': 'dm', 'visibility': 'specified', 'visibleUserIds': ['$carol']} | POSTED by bob on dm; MENTIONED by bob to carol on dm
            bob   | notes/create           | {'text': 'dm', 'visibleUserIds': ['$carol']} | POSTED by bob on dm
            alice | notes/create           | {'text': '@alice', 'replyId': '$note'}   | POSTED by alice on @alice; MENTIONED by alice to alice on @alice
            bob   | notes/create           | {'text': '@alice', 'replyId': '$note'}   | POSTED by bob on @alice; MENTIONED by bob to alice on @alice
            bob   | notes/reactions/create | {'noteId': '$note', 'reaction': '👍'}     | REACTED by bob on note {'reaction':'👍','userId':'bob'}
            bob   | notes/polls/vote       | {'noteId': '$poll', 'choice': 1}         | VOTED by bob on poll {'choice':1,'userId':'bob'}
            carol | following/create       | {'userId': '$alice'}                     | FOLLOWED by carol to alice
            bob   | following/delete       | {'userId': '$alice'}                     | UNFOLLOWED by bob to alice
            bob   | i/update               | {'name': 'Bob'}                          | PROFILE_UPDATED by bob to bob
            bob   | notifications/mark-all-as-read | {}                               | NOTIFICATIONS_READ by bob to bob
            bob   | notes/show             | {'noteId': '$note'}                      | ``
            """)
    void changeLeavesItsFacts(String caller, String endpoint, String parameters, String facts) {
        world.call(caller, endpoint, parameters);

        assertThat(String.join("; ", world.facts())).isEqualTo(facts);
    }

    @Test
    void pureRenoteTellsTheAuthor() {
        world.post("renote", "bob", "{'renoteId': '$note'}");

        assertThat(world.facts()).containsExactly("POSTED by bob on renote", "RENOTED by bob to alice on renote");
    }

    @Test
    void deletionTellsItsTime() {
        Note note = world.note("note");
        world.call("alice", "notes/delete", "{'noteId': '$note'}");

        Fact fact = world.world().takeFacts().get(0);
        assertThat(fact.kind()).isEqualTo(Fact.Kind.DELETED);
        assertThat(fact.note()).contains(note);
        assertThat(fact.details().path("deletedAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void takenFactsAreGone() {
        world.call("bob", "i/update", "{'name': 'Bob'}");

        assertThat(world.facts()).hasSize(1);
        assertThat(world.facts()).isEmpty();
    }

    @Test
    void mentioningOneselfIsNoNotification() {
        world.post("self", "carol", "{'text': '@carol'}");
        world.post("other", "bob", "{'text': '@carol'}");

        assertThat(world.call("carol", "i/notifications", "{}").findValues("type"))
                .extracting(JsonNode::stringValue)
                .containsExactly("mention");
    }

    @Test
    void messageIsToldUntilItIsRead() {
        SmallWorld old = new SmallWorld("misskey-12");
        old.name(
                "tea",
                old.call("bob", "messaging/messages/create", "{'userId': '$alice', 'text': 'tea?'}")
                        .path("id")
                        .stringValue());
        old.name(
                "hi",
                old.call("carol", "messaging/messages/create", "{'userId': '$alice', 'text': 'hi'}")
                        .path("id")
                        .stringValue());
        assertThat(kinds(old)).containsExactly("MESSAGE_SENT by bob to alice", "MESSAGE_SENT by carol to alice");

        old.call("alice", "messaging/messages/read", "{'messageId': '$tea'}");
        assertThat(old.facts()).containsExactly("MESSAGES_READ by alice to bob ['tea']");
        old.later().pass(Duration.ofSeconds(3));
        assertThat(kinds(old))
                .contains("MESSAGE_UNREAD by carol to alice")
                .noneMatch(fact -> fact.startsWith("MESSAGE_UNREAD by bob"));
        assertThat(old.call("alice", "i", "{}")
                        .path("hasUnreadMessagingMessage")
                        .booleanValue())
                .isTrue();
        old.call("alice", "messaging/messages/read", "{'messageId': '$hi'}");
        assertThat(old.facts()).containsExactly("MESSAGES_READ by alice to carol ['hi']", "MESSAGES_ALL_READ by alice");
        old.call("bob", "messaging/messages/delete", "{'messageId': '$tea'}");
        assertThat(old.facts()).containsExactly("MESSAGE_DELETED by bob to alice");
    }

    @Test
    void gameIsMadeWhereBothAskForIt() {
        SmallWorld games = new SmallWorld("misskey-2025");
        games.call("bob", "reversi/match", "{'userId': '$alice'}");
        assertThat(kinds(games)).containsExactly("GAME_OFFERED by bob to alice");
        games.call("alice", "reversi/match", "{'userId': '$bob'}");
        assertThat(kinds(games)).containsExactly("GAME_MADE by alice to bob");
    }

    @Test
    void reportGoesToWhoModerates() {
        SmallWorld old = new SmallWorld("misskey-12");
        old.call("bob", "users/report-abuse", "{'userId': '$carol', 'comment': 'spam'}");
        assertThat(kinds(old)).containsExactly("ABUSE_REPORTED by bob to admin");

        SmallWorld roles = new SmallWorld("misskey-2025");
        roles.call("bob", "users/report-abuse", "{'userId': '$carol', 'comment': 'spam'}");
        assertThat(roles.facts()).isEmpty();
        roles.name(
                "role",
                roles.call("admin", "admin/roles/create", "{'name': 'guards', 'isModerator': true}")
                        .path("id")
                        .stringValue());
        roles.call("admin", "admin/roles/assign", "{'roleId': '$role', 'userId': '$alice'}");
        roles.call("bob", "users/report-abuse", "{'userId': '$carol', 'comment': 'spam'}");
        assertThat(kinds(roles)).containsExactly("ABUSE_REPORTED by bob to alice");
    }

    /** The facts without their details. */
    private static List<String> kinds(SmallWorld world) {
        return world.facts().stream().map(fact -> fact.replaceAll(" \\{.*", "")).toList();
    }

    @ParameterizedTest
    @EnumSource
    void idsSortInTheOrderTheyWereMadeAndRepeatWithTheSeed(IdShape shape) {
        Ids ids = new Ids(shape, 7);
        Ids again = new Ids(shape, 7);
        Ids other = new Ids(shape, 8);
        var made = IntStream.range(0, 2_000).mapToObj(i -> ids.next()).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(again.next()).isEqualTo(made.get(0));
        assertThat(made).doesNotContain(other.next());
    }

    @Test
    void timesComeFromTheClock() {
        World still = new World(
                Clock.fixed(Instant.parse("2018-10-22T02:17:09.703Z"), ZoneOffset.UTC),
                1,
                Dialect.named("documented"),
                new Later());
        User user = still.createUser("alice", Secret.of("alice", "alice-token"), false);
        JsonNode note = new Api(still)
                .call(Optional.of(user), "notes/create", Json.object().put("text", "hi"))
                .path("createdNote");

        assertThat(note.path("createdAt").stringValue()).isEqualTo("2018-10-22T02:17:09.703Z");
        assertThat(note.at("/user/createdAt").stringValue()).isEqualTo("2018-10-22T02:17:09.703Z");
    }

    @Test
    void tokenFindsItsAccount() {
        assertThat(world.world().authenticate("bob-token")).contains(world.user("bob"));
        assertThat(world.world().authenticate("bob")).isEmpty();
        assertThat(world.world().authenticate("")).isEmpty();
    }
}
