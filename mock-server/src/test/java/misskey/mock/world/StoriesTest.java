package misskey.mock.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What calls answer that build on each other. A line is {@code caller | endpoint | parameters | pointer | value | name}: the place in the
 * answer has this value, and the answer's id gets this name. The pointer {@code -} stands for no answer, and {@code !} for a refusal with
 * this code.
 */
class StoriesTest {
    static List<String> stories() {
        return List.of("""
                alice | users/lists/create | {'name': 'friends'}                          | /name    | 'friends' | list
                alice | users/lists/push   | {'listId': '$list', 'userId': '$bob'}        | -        |
                alice | users/lists/push   | {'listId': '$list', 'userId': '$bob'}        | !        | ALREADY_ADDED
                alice | users/lists/show   | {'listId': '$list'}                          | /userIds | ['$bob']
                bob   | users/lists/show   | {'listId': '$list'}                          | !        | NO_SUCH_LIST
                bob   | notes/create       | {'text': 'in the list'}                      | /createdNote/text | 'in the list'
                carol | notes/create       | {'text': 'not in the list'}                  | /createdNote/text | 'not in the list'
                alice | notes/user-list-timeline | {'listId': '$list'}                    | /0/text  | 'in the list'
                alice | notes/user-list-timeline | {}                                     | !        | INVALID_PARAM
                bob   | notes/user-list-timeline | {'listId': '$list'}                    | !        | NO_SUCH_LIST
                alice | users/lists/pull   | {'listId': '$list', 'userId': '$bob'}        | -        |
                alice | notes/user-list-timeline | {'listId': '$list'}                    |          | []
                alice | users/lists/delete | {'listId': '$list'}                          | -        |
                alice | users/lists/show   | {'listId': '$list'}                          | !        | NO_SUCH_LIST
                """, """
                alice | antennas/create    | {'name': 'tea', 'src': 'all', 'keywords': [['tea'], ['']]} | /keywords | [['tea']] | antenna
                alice | antennas/create    | {'name': 'tea', 'src': 'elsewhere'}          | !        | INVALID_PARAM
                bob   | antennas/delete    | {'antennaId': '$antenna'}                    | !        | NO_SUCH_ANTENNA
                alice | antennas/delete    | {'antennaId': '$antenna'}                    | -        |
                """, """
                alice | channels/create    | {'name': 'garden'}                           | /name    | 'garden' | garden
                bob   | channels/follow    | {'channelId': '$garden'}                     | -        |
                bob   | channels/show      | {'channelId': '$garden'}                     | /isFollowing | true
                carol | notes/create       | {'text': 'roses', 'channelId': '$garden', 'visibility': 'followers'} | /createdNote/visibility | 'public'
                bob   | notes/timeline     | {}                                           | /0/text  | 'roses'
                -     | notes/local-timeline | {}                                         |          | []
                bob   | channels/unfollow  | {'channelId': '$garden'}                     | -        |
                bob   | notes/timeline     | {}                                           |          | []
                -     | channels/show      | {'channelId': 'none'}                        | !        | NO_SUCH_CHANNEL
                bob   | notes/create       | {'text': 'x', 'channelId': 'none'}           | !        | NO_SUCH_CHANNEL
                """, """
                admin | admin/roles/create | {'name': 'gardener', 'isPublic': true, 'isExplorable': true} | /name | 'gardener' | role
                alice | admin/roles/create | {'name': 'gardener'}                         | !        | ROLE_PERMISSION_DENIED
                admin | admin/roles/assign | {'roleId': '$role', 'userId': '$bob'}        | -        |
                admin | admin/roles/assign | {'roleId': 'none', 'userId': '$bob'}         | !        | NO_SUCH_ROLE
                admin | admin/roles/unassign | {'roleId': '$role', 'userId': '$bob'}      | -        |
                admin | admin/roles/delete | {'roleId': '$role'}                          | -        |
                admin | admin/roles/delete | {'roleId': '$role'}                          | !        | NO_SUCH_ROLE
                """, """
                admin | admin/roles/create | {'name': 'none', 'policies': {'ltlAvailable': {'useDefault': false, 'priority': 1, 'value': false}, 'gtlAvailable': {'useDefault': false, 'priority': 0, 'value': false}}} | /name | 'none' | none
                admin | admin/roles/assign | {'roleId': '$none', 'userId': '$bob'}        | -        |
                bob   | notes/local-timeline  | {}                                        | !        | LTL_DISABLED
                bob   | notes/hybrid-timeline | {}                                        | !        | STL_DISABLED
                bob   | notes/global-timeline | {}                                        | !        | GTL_DISABLED
                bob   | notes/timeline     | {}                                           |          | []
                alice | notes/local-timeline  | {}                                        |          | []
                admin | admin/roles/create | {'name': 'any', 'policies': {'ltlAvailable': {'useDefault': true, 'priority': 0, 'value': false}}} | /name | 'any' | any
                admin | admin/roles/assign | {'roleId': '$any', 'userId': '$bob'}         | -        |
                bob   | notes/local-timeline  | {}                                        | !        | LTL_DISABLED
                bob   | notes/global-timeline | {}                                        |          | []
                admin | admin/roles/unassign | {'roleId': '$none', 'userId': '$bob'}      | -        |
                bob   | notes/local-timeline  | {}                                        |          | []
                """, """
                bob   | messaging/messages/create | {'userId': '$alice', 'text': 'tea?'}  | /isRead  | false | tea
                bob   | messaging/messages/create | {'userId': '$bob', 'text': 'tea?'}    | !        | RECIPIENT_IS_YOURSELF
                bob   | messaging/messages/create | {'userId': '$alice'}                  | !        | INVALID_PARAM
                carol | messaging/messages/create | {'userId': '$alice', 'text': 'hi'}    | /text    | 'hi' | hi
                bob   | messaging/messages/read   | {'messageId': '$tea'}                 | !        | NO_SUCH_MESSAGE
                bob   | messaging/messages        | {'userId': '$alice'}                  | /0/isRead | false
                alice | messaging/messages/read   | {'messageId': '$tea'}                 | -        |
                alice | messaging/messages        | {'userId': '$bob'}                    | /0/isRead | true
                alice | messaging/messages        | {'userId': '$carol', 'markAsRead': false} | /0/isRead | false
                alice | messaging/messages        | {'userId': '$carol'}                  | /0/isRead | false
                alice | messaging/messages        | {'userId': '$carol'}                  | /0/isRead | true
                alice | messaging/messages/delete | {'messageId': '$tea'}                 | !        | NO_SUCH_MESSAGE
                bob   | messaging/messages/delete | {'messageId': '$tea'}                 | -        |
                alice | messaging/messages        | {'userId': '$bob'}                    |          | []
                alice | blocking/create           | {'userId': '$bob'}                    | /id      | '$bob'
                bob   | messaging/messages/create | {'userId': '$alice', 'text': 'tea?'}  | !        | YOU_HAVE_BEEN_BLOCKED
                """, """
                bob   | reversi/match        | {'userId': '$alice'}                       | -        |
                bob   | reversi/match        | {'userId': '$bob'}                         | !        | TARGET_IS_YOURSELF
                carol | reversi/match        | {'userId': '$alice'}                       | -        |
                alice | reversi/match        | {'userId': '$bob'}                         | /user1Id | '$bob'
                alice | reversi/match        | {'userId': '$bob'}                         | -        |
                carol | reversi/cancel-match | {'userId': '$alice'}                       | -        |
                alice | reversi/match        | {'userId': '$carol'}                       | -        |
                """, """
                alice | i/update           | {'isLocked': true}                           | /username | 'alice'
                carol | following/create   | {'userId': '$alice'}                         | /id      | '$alice'
                carol | notes/create       | {'text': 'hello'}                            | /createdNote/text | 'hello'
                alice | following/requests/list | {}                                      | /0/follower/id | '$carol'
                alice | following/requests/accept | {'userId': '$carol'}                  | -        |
                alice | following/requests/accept | {'userId': '$carol'}                  | !        | NO_FOLLOW_REQUEST
                carol | following/create   | {'userId': '$alice'}                         | !        | ALREADY_FOLLOWING
                carol | following/update   | {'userId': '$alice', 'withReplies': true}    | /id      | '$alice'
                bob   | following/update   | {'userId': '$carol'}                         | !        | NOT_FOLLOWING
                alice | following/invalidate | {'userId': '$carol'}                       | /id      | '$carol'
                alice | following/invalidate | {'userId': '$carol'}                       | !        | NOT_FOLLOWING
                carol | following/create   | {'userId': '$alice'}                         | /id      | '$alice'
                alice | following/requests/reject | {'userId': '$carol'}                  | -        |
                carol | following/requests/cancel | {'userId': '$alice'}                  | !        | FOLLOW_REQUEST_NOT_FOUND
                carol | following/create   | {'userId': '$alice'}                         | /id      | '$alice'
                carol | following/requests/cancel | {'userId': '$alice'}                  | /id      | '$alice'
                alice | following/requests/list | {}                                      |          | []
                """, """
                alice | mute/create        | {'userId': '$bob'}                           | -        |
                alice | mute/create        | {'userId': '$bob'}                           | !        | ALREADY_MUTING
                alice | mute/create        | {'userId': '$alice'}                         | !        | MUTEE_IS_YOURSELF
                bob   | notes/create       | {'text': 'muted @alice'}                     | /createdNote/text | 'muted @alice'
                alice | notes/local-timeline | {}                                         |          | []
                alice | notes/mentions     | {}                                           |          | []
                alice | mute/delete        | {'userId': '$bob'}                           | -        |
                alice | mute/delete        | {'userId': '$bob'}                           | !        | NOT_MUTING
                alice | notes/mentions     | {}                                           | /0/text  | 'muted @alice'
                """, """
                carol | notes/create       | {'text': 'hello'}                            | /createdNote/text | 'hello'
                alice | notes/local-timeline | {}                                         | /0/id    | '$last' | last
                alice | renote-mute/create | {'userId': '$bob'}                           | -        |
                bob   | notes/create       | {'renoteId': '$last'}                        | /createdNote/text | null
                alice | notes/local-timeline | {}                                         | /0/text  | 'hello'
                alice | renote-mute/delete | {'userId': '$bob'}                           | -        |
                alice | notes/local-timeline | {}                                         | /0/text  | null
                bob   | notes/unrenote     | {'noteId': '$last'}                          | -        |
                alice | notes/local-timeline | {}                                         | /0/text  | 'hello'
                """, """
                alice | blocking/create    | {'userId': '$bob'}                           | /id      | '$bob'
                alice | blocking/create    | {'userId': '$bob'}                           | !        | ALREADY_BLOCKING
                alice | blocking/create    | {'userId': '$alice'}                         | !        | BLOCKEE_IS_YOURSELF
                bob   | following/create   | {'userId': '$alice'}                         | !        | BLOCKED
                alice | following/create   | {'userId': '$bob'}                           | !        | BLOCKING
                bob   | following/delete   | {'userId': '$alice'}                         | !        | NOT_FOLLOWING
                alice | notes/create       | {'text': 'go away'}                          | /createdNote/text | 'go away'
                bob   | notes/local-timeline | {}                                         |          | []
                alice | notes/local-timeline | {}                                         | /0/id    | '$last' | last
                bob   | notes/create       | {'text': 'no', 'replyId': '$last'}           | !        | YOU_HAVE_BEEN_BLOCKED
                bob   | notes/reactions/create | {'noteId': '$last', 'reaction': 'x'}     | !        | YOU_HAVE_BEEN_BLOCKED
                alice | blocking/delete    | {'userId': '$bob'}                           | /id      | '$bob'
                alice | blocking/delete    | {'userId': '$bob'}                           | !        | NOT_BLOCKING
                bob   | following/create   | {'userId': '$alice'}                         | /id      | '$alice'
                """, """
                alice | drive/folders/create | {'name': 'pictures'}                       | /name    | 'pictures' | folder
                alice | drive/folders/create | {'name': 'inner', 'parentId': '$folder'}   | /parentId | '$folder' | inner
                alice | drive/folders/update | {'folderId': '$folder', 'name': 'photos'}  | /name    | 'photos'
                alice | drive/folders/update | {'folderId': '$folder', 'parentId': '$inner'} | !     | RECURSIVE_NESTING
                bob   | drive/folders/update | {'folderId': '$folder', 'name': 'mine'}    | !        | NO_SUCH_FOLDER
                alice | drive/folders/delete | {'folderId': '$folder'}                    | !        | HAS_CHILD_FILES_OR_FOLDERS
                alice | drive/folders/delete | {'folderId': '$inner'}                     | -        |
                alice | drive/folders/delete | {'folderId': '$folder'}                    | -        |
                alice | drive/files/create   | {'name': 'x'}                              | !        | NO_SUCH_FILE
                alice | drive/files/show     | {'fileId': 'none'}                         | !        | NO_SUCH_FILE
                alice | drive/files/update   | {'fileId': 'none'}                         | !        | NO_SUCH_FILE
                alice | drive/files/delete   | {'fileId': 'none'}                         | !        | NO_SUCH_FILE
                bob   | notes/create         | {'fileIds': ['none']}                      | !        | NO_SUCH_FILE
                """, """
                -     | signup               | {'username': 'dave', 'password': 'secret'} | /username | 'dave' | dave
                -     | signup               | {'username': 'Dave', 'password': 'secret'} | !        | DUPLICATED_USERNAME
                -     | signup               | {'username': 'd d', 'password': 'secret'}  | !        | INVALID_PARAM
                admin | admin/accounts/create | {'username': 'erin', 'password': 'secret'} | /username | 'erin' | erin
                bob   | admin/accounts/create | {'username': 'eve', 'password': 'secret'} | !        | ROLE_PERMISSION_DENIED
                -     | signin               | {'username': 'dave', 'password': 'wrong'}  | !        | INCORRECT_PASSWORD
                -     | signin               | {'username': 'dave', 'password': 'secret'} | /id      | '$dave'
                -     | signin-flow          | {'username': 'dave', 'password': 'secret'} | /finished | true
                dave  | i/regenerate-token   | {'password': 'wrong'}                      | !        | INCORRECT_PASSWORD
                dave  | i/regenerate-token   | {'password': 'secret'}                     | -        |
                admin | admin/suspend-user   | {'userId': '$dave'}                        | -        |
                dave  | i                    | {}                                         | !        | YOUR_ACCOUNT_SUSPENDED
                -     | signin               | {'username': 'dave', 'password': 'secret'} | !        | YOUR_ACCOUNT_SUSPENDED
                admin | admin/suspend-user   | {'userId': '$admin'}                       | !        | CANNOT_SUSPEND_ADMINISTRATOR
                admin | admin/unsuspend-user | {'userId': '$dave'}                        | -        |
                dave  | i                    | {}                                         | /id      | '$dave'
                """, """
                admin | admin/announcements/create | {'title': 'all', 'text': 'hear'}     | /title   | 'all' | all
                admin | admin/announcements/create | {'title': 'one', 'text': 'psst', 'userId': '$alice'} | /title | 'one' | one
                admin | admin/announcements/create | {'title': 'one', 'text': 'psst', 'userId': 'none'} | ! | NO_SUCH_USER
                alice | announcements        | {}                                         | /0/title | 'one'
                bob   | announcements        | {}                                         | /0/title | 'all'
                -     | announcements        | {}                                         | /0/title | 'all'
                bob   | i/read-announcement  | {'announcementId': '$one'}                 | !        | NO_SUCH_ANNOUNCEMENT
                bob   | i/read-announcement  | {'announcementId': '$all'}                 | -        |
                bob   | announcements        | {}                                         | /0/isRead | true
                """, """
                admin | admin/emoji/add      | {'name': 'cat', 'url': 'https://example.org/cat.png'} | /name | 'cat' | cat
                admin | admin/emoji/add      | {'name': 'cat', 'url': 'https://example.org/cat.png'} | !     | DUPLICATE_NAME
                -     | emoji                | {'name': 'cat'}                            | /url     | 'https://example.org/cat.png'
                admin | admin/emoji/update   | {'id': '$cat', 'category': 'animals'}      | -        |
                -     | emojis               | {}                                         | /emojis/0/category | 'animals'
                admin | admin/emoji/delete   | {'id': '$cat'}                             | -        |
                -     | emoji                | {'name': 'cat'}                            | !        | NO_SUCH_EMOJI
                """, """
                alice | i/registry/set       | {'scope': ['client'], 'key': 'k', 'value': {'a': 1}} | - |
                alice | i/registry/get       | {'scope': ['client'], 'key': 'k'}          | /a       | 1
                bob   | i/registry/get       | {'scope': ['client'], 'key': 'k'}          | !        | NO_SUCH_KEY
                alice | i/registry/remove    | {'scope': ['client'], 'key': 'k'}          | -        |
                alice | i/registry/remove    | {'scope': ['client'], 'key': 'k'}          | !        | NO_SUCH_KEY
                alice | i/registry/set       | {'key': 'k'}                               | !        | INVALID_PARAM
                """, """
                alice | notifications/create | {'body': 'from an app'}                    | -        |
                alice | i/notifications      | {}                                         | /0/type  | 'app'
                alice | notifications/test-notification | {}                              | -        |
                alice | notifications/flush  | {}                                         | -        |
                alice | i/notifications      | {}                                         |          | []
                alice | i/read-all-unread-notes | {}                                      | -        |
                -     | endpoints            | {}                                         | /0       | 'admin/accounts/create'
                alice | miauth/gen-token     | {'session': null, 'permission': []}        | /nothing | nothing
                """);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void storyGoesAsTold(String story) {
        SmallWorld world = new SmallWorld();
        story.lines().map(Line::of).forEach(line -> line.play(world));
    }

    /** The endpoints that the stories call. */
    static Set<String> endpoints() {
        return stories().stream()
                .flatMap(String::lines)
                .map(line -> Line.of(line).endpoint)
                .collect(Collectors.toSet());
    }

    private record Line(
            String caller, String endpoint, String parameters, String pointer, String value, Optional<String> name) {
        static Line of(String line) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            return new Line(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.size() > 5 ? Optional.of(cells.get(5)) : Optional.empty());
        }

        void play(SmallWorld world) {
            if (pointer.equals("!")) {
                assertThat(world.refusal(caller, endpoint, parameters))
                        .as("%s", this)
                        .hasValueSatisfying(error -> assertThat(
                                        error.toJson().at("/error/code").stringValue())
                                .isEqualTo(value));
                return;
            }
            JsonNode answer = world.call(caller, endpoint, parameters);
            assertThat(answer.isMissingNode()).as("%s", this).isEqualTo(pointer.equals("-"));
            name.ifPresent(given -> world.name(
                    given,
                    (answer.isArray() ? answer.path(0) : answer).path("id").stringValue()));
            if (!answer.isMissingNode()) {
                JsonNode place = answer.at(pointer);
                assertThat(place.isMissingNode() ? "nothing" : Json.write(place))
                        .as("%s", this)
                        .isEqualTo(
                                value.equals("nothing")
                                        ? value
                                        : Json.write(Json.read(world.fill(value).replace('\'', '"'))));
            }
        }
    }
}
