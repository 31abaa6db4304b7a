package misskey.mock.stream;

import java.time.Duration;
import java.util.List;
import misskey.protocol.Dialect;

/** Makes everything happen that real servers tell of, before alice, bob, carol, the admin and a reader without an account. */
final class Everything {
    private Everything() {}

    static void happens(Stage stage, Dialect dialect) {
        prepare(stage);
        open(stage, dialect);
        accounts(stage);
        notes(stage);
        places(stage);
        messages(stage);
        drive(stage);
        server(stage);
        stage.pass(Duration.ofSeconds(11));
        for (String channel : List.of("serverStats", "queueStats")) {
            stage.requestLog("alice", channel);
        }
        stage.call("alice", "notifications/flush", "{}");
    }

    private static void prepare(Stage stage) {
        stage.make("list", "alice", "users/lists/create", "{'name': 'friends'}")
                .make("antenna", "alice", "antennas/create", "{'name': 'tea', 'src': 'all', 'keywords': [['tea']]}")
                .make("garden", "alice", "channels/create", "{'name': 'garden'}")
                .make("role", "admin", "admin/roles/create", "{'name': 'r', 'isPublic': true, 'isExplorable': true}")
                .make(
                        "note",
                        "alice",
                        "notes/create",
                        "{'text': 'base', 'poll': {'choices': ['x', 'y'], 'expiredAfter': 4000}}");
        stage.call("alice", "users/lists/push", "{'listId': '$list', 'userId': '$carol'}");
        stage.capture("carol", "$note").measure();
    }

    private static void open(Stage stage, Dialect dialect) {
        for (Dialect.Channel channel : dialect.channels()) {
            String params = switch (channel.name()) {
                case "userList" -> "{'listId': '$list'}";
                case "antenna" -> "{'antennaId': '$antenna'}";
                case "channel" -> "{'channelId': '$garden'}";
                case "roleTimeline" -> "{'roleId': '$role'}";
                case "hashtag" -> "{'q': [['tea']]}";
                default -> "{}";
            };
            boolean talk = channel.name().equals("messaging");
            stage.open("alice", channel.name(), talk ? "{'otherparty': '$bob'}" : params);
            stage.open("bob", channel.name(), talk ? "{'otherparty': '$alice'}" : params);
        }
    }

    private static void accounts(Stage stage) {
        stage.make("guards", "admin", "admin/roles/create", "{'name': 'guards', 'isModerator': true}");
        stage.call("admin", "admin/roles/assign", "{'roleId': '$guards', 'userId': '$admin'}");
        stage.open("admin", "admin", "{}");
        stage.call("alice", "users/report-abuse", "{'userId': '$bob', 'comment': 'spam'}");
        stage.call("bob", "following/create", "{'userId': '$alice'}");
        stage.call("alice", "following/create", "{'userId': '$bob'}");
        stage.call("alice", "following/delete", "{'userId': '$bob'}");
        stage.call("alice", "i/update", "{'isLocked': true, 'name': 'Alice', 'description': 'me'}");
        stage.call("carol", "following/create", "{'userId': '$alice'}");
        stage.call("alice", "following/requests/accept", "{'userId': '$carol'}");
        stage.call("alice", "i/registry/set", "{'scope': ['client'], 'key': 'k', 'value': {'a': [1]}}");
        stage.call("alice", "i/regenerate-token", "{'password': 'any'}");
        stage.call(Stage.NOBODY, "signin", "{'username': 'alice', 'password': 'any'}");
        stage.call("alice", "notifications/create", "{'body': 'x', 'header': 'y', 'icon': null}");
        stage.call("alice", "notifications/test-notification", "{}");
    }

    private static void notes(Stage stage) {
        stage.call("bob", "notes/create", "{'text': 'hey @alice #tea', 'cw': 'tea', 'localOnly': true}");
        stage.call("bob", "notes/create", "{'text': 're', 'replyId': '$note'}");
        stage.call("bob", "notes/create", "{'renoteId': '$note'}");
        stage.call("bob", "notes/create", "{'renoteId': '$note', 'text': 'look'}");
        stage.call("bob", "notes/create", "{'text': 'dm', 'visibility': 'specified', 'visibleUserIds': ['$alice']}");
        stage.call("bob", "notes/create", "{'text': '#tea for followers', 'visibility': 'followers'}");
        stage.call("bob", "notes/polls/vote", "{'noteId': '$note', 'choice': 1}");
        stage.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': 'like'}");
        stage.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '🎉'}");
        stage.call("bob", "notes/reactions/delete", "{'noteId': '$note'}");
        stage.pass(Duration.ofSeconds(5));
        stage.call("alice", "notes/mentions", "{}");
        stage.call("alice", "i/notifications", "{}");
        stage.call("alice", "notifications/mark-all-as-read", "{}");
    }

    private static void places(Stage stage) {
        stage.call("alice", "users/lists/push", "{'listId': '$list', 'userId': '$bob'}");
        stage.call("alice", "users/lists/pull", "{'listId': '$list', 'userId': '$bob'}");
        stage.call("carol", "notes/create", "{'text': 'listed'}");
        stage.call("bob", "notes/create", "{'text': 'roses', 'channelId': '$garden'}");
        stage.call("admin", "admin/roles/assign", "{'roleId': '$role', 'userId': '$alice'}");
        stage.call("alice", "notes/create", "{'text': 'as a gardener'}");
        stage.call("alice", "i/update", "{}");
    }

    private static void messages(Stage stage) {
        stage.make("message", "bob", "messaging/messages/create", "{'userId': '$alice', 'text': 'tea?'}");
        stage.pass(Duration.ofSeconds(3));
        stage.call("alice", "messaging/messages/read", "{'messageId': '$message'}");
        stage.call("bob", "messaging/messages/delete", "{'messageId': '$message'}");
        stage.call("bob", "reversi/match", "{'userId': '$alice'}");
        stage.call("alice", "reversi/match", "{'userId': '$bob'}");
    }

    private static void drive(Stage stage) {
        stage.make("folder", "alice", "drive/folders/create", "{'name': 'pictures'}");
        stage.call("alice", "drive/folders/update", "{'folderId': '$folder', 'name': 'photos'}");
        stage.call("alice", "drive/folders/delete", "{'folderId': '$folder'}");
        stage.name("file", stage.upload("alice", "a.txt", EventsTest.octets("hello")));
        stage.call("alice", "drive/files/update", "{'fileId': '$file', 'isSensitive': true, 'comment': 'x'}");
        stage.call("alice", "drive/files/upload-from-url", "{'url': 'https://example.org/p.png?s=1', 'marker': 'm'}");
        stage.call("alice", "notes/create", "{'fileIds': ['$file']}");
        stage.call("alice", "drive/files/delete", "{'fileId': '$file'}");
        stage.call("alice", "notes/delete", "{'noteId': '$note'}");
    }

    private static void server(Stage stage) {
        stage.make("emoji", "admin", "admin/emoji/add", "{'name': 'cat', 'url': 'https://example.org/cat'}");
        stage.call("admin", "admin/emoji/update", "{'id': '$emoji', 'category': 'animals', 'aliases': ['feline']}");
        stage.call("admin", "admin/emoji/delete", "{'id': '$emoji'}");
        stage.make("all", "admin", "admin/announcements/create", "{'title': 'a', 'text': 'b'}");
        stage.make("one", "admin", "admin/announcements/create", "{'title': 'a', 'text': 'b', 'userId': '$alice'}");
        stage.call("alice", "i/read-announcement", "{'announcementId': '$all'}");
        stage.call("alice", "i/update", "{}");
        stage.call("alice", "i/read-announcement", "{'announcementId': '$one'}");
    }
}
