package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is refused, and in which shape: {@code {error: {message, code, id, kind}}}. */
class ApiRefusalTest {
    private final SmallWorld world = new SmallWorld()
            .post("note", "alice", "{'text': 'hello'}")
            .post("poll", "alice", "{'text': 'tea?', 'poll': {'choices': ['yes', 'no']}}");

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -     | notes/show             | {}                                         | noteId must be a string
            -     | notes/show             | {'noteId': 5}                              | noteId must be a string
            -     | notes/show             | {'noteId': null}                           | noteId must be a string
            -     | users/show             | {}                                         | userId is needed where there is no username
            -     | users/show             | {'userId': 5}                              | userId must be a string
            -     | users/show             | {'username': []}                           | username must be a string
            -     | notes/local-timeline   | {'limit': 0}                               | limit must be from 1 to 100
            -     | notes/local-timeline   | {'limit': 101}                             | limit must be from 1 to 100
            -     | notes/global-timeline  | {'limit': '10'}                            | limit must be an integer
            bob   | notes/timeline         | {'limit': 1.5}                             | limit must be an integer
            bob   | notes/hybrid-timeline  | {'limit': null}                            | limit must be an integer
            bob   | i/update               | {'name': 5}                                | name must be a string
            bob   | i/update               | {'description': {}}                        | description must be a string
            bob   | notes/create           | {}                                         | text is needed where there is no renoteId and no poll
            bob   | notes/create           | {'text': null}                             | text is needed where there is no renoteId and no poll
            bob   | notes/create           | {'text': ''}                               | text must not be empty
            bob   | notes/create           | {'text': 5}                                | text must be a string
            bob   | notes/create           | {'text': 'x', 'visibility': 'secret'}      | visibility is none of its values
            bob   | notes/create           | {'text': 'x', 'visibility': 1}             | visibility must be a string
            bob   | notes/create           | {'text': 'x', 'replyId': 5}                | replyId must be a string
            bob   | notes/create           | {'renoteId': []}                           | renoteId must be a string
            bob   | notes/create           | {'text': 'x', 'visibility': 'specified', 'visibleUserIds': 'x'}  | visibleUserIds must be an array
            bob   | notes/create           | {'text': 'x', 'visibility': 'specified', 'visibleUserIds': [1]}  | visibleUserIds must hold strings, found a number
            bob   | notes/create           | {'text': 'x', 'poll': 'x'}                 | poll/choices must hold 2 to 10 strings
            bob   | notes/create           | {'text': 'x', 'poll': {'choices': ['a']}}  | poll/choices must hold 2 to 10 strings
            bob   | notes/create           | {'text': 'x', 'poll': {'choices': [1, 2]}} | poll/choices must hold strings, found a number
            bob   | notes/delete           | {}                                         | noteId must be a string
            bob   | notes/reactions/create | {'noteId': '$note'}                        | reaction must be a string
            bob   | notes/reactions/create | {'noteId': '$note', 'reaction': 5}         | reaction must be a string
            bob   | notes/reactions/create | {'reaction': '👍'}                          | noteId must be a string
            bob   | notes/reactions/delete | {'noteId': {}}                             | noteId must be a string
            bob   | notes/polls/vote       | {'noteId': '$poll'}                        | choice must be an integer
            bob   | notes/polls/vote       | {'noteId': '$poll', 'choice': '1'}         | choice must be an integer
            bob   | notes/polls/vote       | {'noteId': '$poll', 'choice': 99999999999} | choice must be an integer
            bob   | notes/polls/vote       | {'choice': 1}                              | noteId must be a string
            bob   | following/create       | {}                                         | userId is needed where there is no username
            bob   | following/create       | {'userId': 5}                              | userId must be a string
            bob   | following/delete       | {'userId': false}                          | userId must be a string
            """)
    void parameterThatIsMissingOrWrongIsNamed(String caller, String endpoint, String parameters, String why) {
        JsonNode error = refused(caller, endpoint, parameters, 400);

        assertThat(error.path("code").stringValue()).isEqualTo("INVALID_PARAM");
        assertThat(error.path("message").stringValue()).isEqualTo("Invalid param: " + why + ".");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            -     | notes/show             | {"noteId": "none"}                       | 400 | NO_SUCH_NOTE
            -     | users/show             | {"userId": "none", "username": "bob"}    | 404 | NO_SUCH_USER
            -     | users/show             | {"username": "nobody"}                   | 404 | NO_SUCH_USER
            bob   | notes/create           | {"text": "x", "replyId": "none"}         | 400 | NO_SUCH_NOTE
            bob   | notes/create           | {"renoteId": "none"}                     | 400 | NO_SUCH_NOTE
            bob   | notes/delete           | {"noteId": "none"}                       | 400 | NO_SUCH_NOTE
            admin | notes/delete           | {"noteId": "none"}                       | 400 | NO_SUCH_NOTE
            bob   | notes/delete           | {"noteId": "$note"}                      | 400 | ACCESS_DENIED
            bob   | notes/reactions/create | {"noteId": "none", "reaction": "x"}      | 400 | NO_SUCH_NOTE
            bob   | notes/reactions/delete | {"noteId": "$note"}                      | 400 | NOT_REACTED
            bob   | notes/polls/vote       | {"noteId": "$note", "choice": 0}         | 400 | NO_POLL
            bob   | notes/polls/vote       | {"noteId": "$poll", "choice": 2}         | 400 | INVALID_CHOICE
            bob   | notes/polls/vote       | {"noteId": "$poll", "choice": -1}        | 400 | INVALID_CHOICE
            bob   | following/create       | {"userId": "$alice"}                     | 400 | ALREADY_FOLLOWING
            bob   | following/create       | {"userId": "$bob"}                       | 400 | FOLLOWEE_IS_YOURSELF
            bob   | following/create       | {"userId": "none"}                       | 404 | NO_SUCH_USER
            bob   | following/delete       | {"userId": "$carol"}                     | 400 | NOT_FOLLOWING
            bob   | no/such                | {}                                       | 404 | NO_SUCH_ENDPOINT
            -     | no/such                | {}                                       | 404 | NO_SUCH_ENDPOINT
            bob   | notes/create           | []                                       | 400 | INVALID_PARAM
            bob   | notes/create           | null                                     | 400 | INVALID_PARAM
            """)
    void whatCannotBeDoneIsRefused(String caller, String endpoint, String parameters, int status, String code) {
        assertThat(refused(caller, endpoint, parameters, status).path("code").stringValue())
                .isEqualTo(code);
    }

    @Test
    void secondReactionIsRefused() {
        world.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '👍'}");

        assertThat(refused("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '🎉'}", 400)
                        .path("code")
                        .stringValue())
                .isEqualTo("ALREADY_REACTED");
    }

    @Test
    void secondVoteIsRefused() {
        world.call("bob", "notes/polls/vote", "{'noteId': '$poll', 'choice': 0}");

        assertThat(refused("bob", "notes/polls/vote", "{'noteId': '$poll', 'choice': 1}", 400)
                        .path("code")
                        .stringValue())
                .isEqualTo("ALREADY_VOTED");
    }

    @Test
    void deletedNoteIsGone() {
        world.call("alice", "notes/delete", "{'noteId': '$note'}");

        assertThat(refused("-", "notes/show", "{'noteId': '$note'}", 400)
                        .path("code")
                        .stringValue())
                .isEqualTo("NO_SUCH_NOTE");
    }

    @Test
    void refusalChangesNothing() {
        world.facts();
        refused("bob", "notes/create", "{'text': 'x', 'poll': {'choices': []}}", 400);
        refused("bob", "following/create", "{'userId': '$alice'}", 400);

        assertThat(world.facts()).isEmpty();
    }

    private JsonNode refused(String caller, String endpoint, String parameters, int status) {
        ApiError refusal = world.refusal(caller, endpoint, parameters).orElseThrow();
        assertThat(refusal.status()).isEqualTo(status);
        JsonNode json = Json.read(Json.write(refusal.toJson()));
        assertThat(json.propertyNames()).containsExactly("error");
        JsonNode error = json.path("error");
        assertThat(error.propertyNames()).containsExactly("message", "code", "id", "kind");
        assertThat(error.path("kind").stringValue()).isEqualTo("client");
        assertThat(error.path("id").stringValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        return error;
    }
}
