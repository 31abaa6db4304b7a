package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What each endpoint answers when all is well. */
class ApiTest {
    private final SmallWorld world = new SmallWorld()
            .post("note", "alice", "{'text': 'hello'}")
            .post("poll", "alice", "{'text': 'tea?', 'poll': {'choices': ['yes', 'no']}}")
            .post("liked", "alice", "{'text': 'reacted'}");

    /**
     * A call and a place in its answer.
     *
     * @param value what stands there as JSON with single quotes; {@code nothing} where there is no answer
     */
    private record Row(String caller, String endpoint, String parameters, String pointer, String value) {}

    private static final String NOBODY = SmallWorld.NOBODY;
    private static final List<Row> ROWS = List.of(
            new Row(NOBODY, "meta", "{}", "/name", "'misskey-kit'"),
            new Row(NOBODY, "ping", "{'anything': 'else'}", "", "{'pong': 0}"),
            new Row(NOBODY, "notes/show", "{'noteId': '$note'}", "/text", "'hello'"),
            new Row(NOBODY, "notes/show", "{'noteId': '$note'}", "/user/username", "'alice'"),
            new Row(NOBODY, "notes/show", "{'noteId': '$poll'}", "/poll/choices/1", "{'text': 'no', 'votes': 0}"),
            new Row(NOBODY, "users/show", "{'username': 'bob'}", "/id", "'$bob'"),
            new Row(NOBODY, "users/show", "{'userId': '$bob'}", "/username", "'bob'"),
            new Row(NOBODY, "notes/local-timeline", "{'limit': 1}", "", "['reacted']"),
            new Row(NOBODY, "notes/global-timeline", "{}", "", "['reacted', 'tea?', 'hello']"),
            new Row("bob", "notes/timeline", "{}", "", "['reacted', 'tea?', 'hello']"),
            new Row("carol", "notes/timeline", "{}", "", "[]"),
            new Row("carol", "notes/hybrid-timeline", "{'limit': 2}", "", "['reacted', 'tea?']"),
            new Row("alice", "i", "{}", "/id", "'$alice'"),
            new Row("alice", "i/update", "{'name': 'Alice'}", "/name", "'Alice'"),
            new Row("alice", "i/update", "{'description': 'me'}", "/description", "'me'"),
            new Row("alice", "i/notifications", "{}", "/0/type", "'reaction'"),
            new Row("alice", "i/notifications", "{}", "/1/type", "'follow'"),
            new Row("alice", "i/notifications", "{}", "/1/userId", "'$bob'"),
            new Row("alice", "notifications/mark-all-as-read", "{}", "", "nothing"),
            new Row("bob", "notes/create", "{'text': 'new'}", "/createdNote/text", "'new'"),
            new Row("bob", "notes/create", "{'text': 'new'}", "/createdNote/visibility", "'public'"),
            new Row("bob", "notes/create", "{'text': 'x', 'visibility': 'home'}", "/createdNote/visibility", "'home'"),
            new Row("bob", "notes/create", "{'renoteId': '$note'}", "/createdNote/renote/text", "'hello'"),
            new Row("bob", "notes/create", "{'text': 're', 'replyId': '$note'}", "/createdNote/reply/id", "'$note'"),
            new Row("alice", "notes/delete", "{'noteId': '$note'}", "", "nothing"),
            new Row("admin", "notes/delete", "{'noteId': '$note'}", "", "nothing"),
            new Row("carol", "notes/reactions/create", "{'noteId': '$note', 'reaction': '👍'}", "", "nothing"),
            new Row("carol", "notes/reactions/delete", "{'noteId': '$liked'}", "", "nothing"),
            new Row("carol", "notes/polls/vote", "{'noteId': '$poll', 'choice': 1}", "", "nothing"),
            new Row("carol", "following/create", "{'userId': '$alice'}", "/username", "'alice'"),
            new Row("alice", "drive/files/upload-from-url", "{'url': 'https://example.org/a.png'}", "", "nothing"),
            new Row("alice", "users/report-abuse", "{'userId': '$bob', 'comment': 'spam'}", "", "nothing"),
            new Row("bob", "following/delete", "{'userId': '$alice'}", "/username", "'alice'"));

    static List<Row> rows() {
        return ROWS;
    }

    ApiTest() {
        world.call("carol", "notes/reactions/create", "{'noteId': '$liked', 'reaction': '🎉'}");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endpointAnswers(Row row) {
        JsonNode answer = world.call(row.caller, row.endpoint, row.parameters);

        assertThat(row.value.equals("nothing")).isEqualTo(answer.isMissingNode());
        if (!answer.isMissingNode()) {
            String expected = Json.write(Json.read(world.fill(row.value).replace('\'', '"')));
            assertThat(Json.write(simplified(answer).at(row.pointer))).isEqualTo(expected);
        }
    }

    /** A time is 0, and a list of notes is the list of their texts. */
    private static JsonNode simplified(JsonNode answer) {
        if (answer.has("pong")) {
            return Json.object().put("pong", 0);
        }
        if (!answer.isArray() || answer.isEmpty() || !answer.get(0).has("text")) {
            return answer;
        }
        var texts = Json.array();
        answer.forEach(note -> texts.add(note.path("text")));
        return texts;
    }

    @Test
    void everyEndpointIsInTheTable() {
        Set<String> shown = ROWS.stream().map(Row::endpoint).collect(Collectors.toSet());
        shown.addAll(StoriesTest.endpoints());

        assertThat(shown).isEqualTo(world.api().endpoints());
    }

    static Stream<String> endpointsForMembers() {
        Set<String> open = Set.of(
                "meta",
                "ping",
                "endpoints",
                "emoji",
                "emojis",
                "announcements",
                "signup",
                "signin",
                "signin-flow",
                "channels/show",
                "notes/show",
                "users/show",
                "notes/local-timeline",
                "notes/global-timeline");
        return new TreeSet<>(new SmallWorld().api().endpoints()).stream().filter(name -> !open.contains(name));
    }

    @ParameterizedTest
    @MethodSource("endpointsForMembers")
    void anonymousCallerNeedsACredential(String endpoint) {
        ApiError refusal = world.refusal(NOBODY, endpoint, "{}").orElseThrow();

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.toJson().at("/error/code").stringValue()).isEqualTo("CREDENTIAL_REQUIRED");
    }

    @Test
    void countsFollowWhatHappens() {
        world.post("reply", "bob", "{'text': 're', 'replyId': '$liked'}");
        world.post("renote", "bob", "{'renoteId': '$liked'}");
        world.call("bob", "notes/reactions/create", "{'noteId': '$liked', 'reaction': '🎉'}");
        world.call("bob", "notes/polls/vote", "{'noteId': '$poll', 'choice': 0}");

        JsonNode note = world.call(NOBODY, "notes/show", "{'noteId': '$liked'}");
        assertThat(note.path("repliesCount").intValue()).isEqualTo(1);
        assertThat(note.path("renoteCount").intValue()).isEqualTo(1);
        assertThat(note.at("/reactions/🎉").intValue()).isEqualTo(2);
        assertThat(world.call(NOBODY, "notes/show", "{'noteId': '$poll'}")
                        .at("/poll/choices/0/votes")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void profileMembersThatAreNotGivenStay() {
        world.call("alice", "i/update", "{'name': 'Alice', 'description': 'me'}");
        JsonNode me = world.call("alice", "i/update", "{'description': null}");

        assertThat(me.path("name").stringValue()).isEqualTo("Alice");
        assertThat(me.path("description").isNull()).isTrue();
    }

    @Test
    void readNotificationsStayRead() {
        world.call("alice", "notifications/mark-all-as-read", "{}");
        world.call("carol", "following/create", "{'userId': '$alice'}");

        assertThat(world.call("alice", "i/notifications", "{}").findValues("isRead"))
                .extracting(JsonNode::booleanValue)
                .containsExactly(false, true, true);
    }
}
