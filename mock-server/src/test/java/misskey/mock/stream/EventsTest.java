package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.FrameSchemas;
import misskey.protocol.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is told on the streams of real servers: all that a dialect says, in its shapes, and in the order that was seen. */
class EventsTest {
    private static final String BOTH = "12 2025";

    /**
     * What alice's main channel tells of a cause at once, and what two seconds later. Calls are parted by semicolons; {@code 12} and
     * {@code 2025} say where it is so.
     */
    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2025    | alice following/create {'userId': '$bob'} | notification[followRequestAccepted] follow | unreadNotification[followRequestAccepted]
            12      | alice following/create {'userId': '$bob'} | follow |
            12 2025 | bob following/create {'userId': '$alice'} | followed notification[follow] | unreadNotification[follow]
            12 2025 | alice following/create {'userId': '$carol'}; alice following/delete {'userId': '$carol'} | ...unfollow | *
            12 2025 | alice i/update {'isLocked': true}; bob following/create {'userId': '$alice'} | meUpdated receiveFollowRequest notification[receiveFollowRequest] meUpdated | unreadNotification[receiveFollowRequest]
            12 2025 | alice i/update {'isLocked': true}; bob following/create {'userId': '$alice'}; alice following/requests/accept {'userId': '$bob'} | ...followed notification[follow] meUpdated | *
            12 2025 | bob i/update {'isLocked': true}; alice following/create {'userId': '$bob'}; bob following/requests/accept {'userId': '$alice'} | notification[followRequestAccepted] follow | *
            12 2025 | bob i/update {'isLocked': true}; alice following/create {'userId': '$bob'}; bob following/requests/reject {'userId': '$alice'} | unfollow |
            12 2025 | alice i/update {'isLocked': true}; bob following/create {'userId': '$alice'}; bob following/requests/cancel {'userId': '$alice'} | ...notification[receiveFollowRequest] meUpdated meUpdated | *
            12 2025 | alice following/create {'userId': '$bob'}; bob blocking/create {'userId': '$alice'} | ...unfollow | *
            12 2025 | alice following/create {'userId': '$bob'}; bob following/invalidate {'userId': '$alice'} | ...unfollow | *
            12 2025 | bob notes/create {'text': 'hey @alice'} | mention notification[mention] | unreadMention unreadNotification[mention]
            12 2025 | bob notes/create {'text': 'replying', 'replyId': '$note'} | mention reply notification[reply] | unreadMention unreadNotification[reply]
            12 2025 | bob notes/create {'renoteId': '$note'} | renote notification[renote] | unreadNotification[renote]
            12 2025 | bob notes/create {'renoteId': '$note', 'text': 'quoting'} | renote notification[quote] | unreadNotification[quote]
            12 2025 | alice notes/create {'renoteId': '$note'} | |
            12 2025 | bob notes/reactions/create {'noteId': '$note', 'reaction': '👍'} | notification[reaction] | unreadNotification[reaction]
            12 2025 | alice notes/reactions/create {'noteId': '$note', 'reaction': '👍'} | |
            12 2025 | bob notes/create {'text': 'dm', 'visibility': 'specified', 'visibleUserIds': ['$alice']} | mention notification[mention] | unreadSpecifiedNote unreadNotification[mention]
            2025    | bob notes/polls/vote {'noteId': '$poll', 'choice': 0} | |
            12      | bob notes/polls/vote {'noteId': '$poll', 'choice': 0} | notification[pollVote] | unreadNotification[pollVote]
            2025    | bob notes/create {'text': 'hey @alice'}; alice i/notifications {} | mention notification[mention] readAllNotifications readAllUnreadSpecifiedNotes | unreadMention
            12      | bob notes/create {'text': 'hey @alice'}; alice i/notifications {} | mention notification[mention] readAllUnreadSpecifiedNotes readAllChannels | unreadMention
            2025    | alice i/notifications {'markAsRead': false} | readAllUnreadSpecifiedNotes |
            12      | alice i/notifications {'markAsRead': false} | readAllUnreadSpecifiedNotes readAllChannels |
            12 2025 | bob notes/create {'text': 'hey @alice'}; alice notifications/mark-all-as-read {} | mention notification[mention] readAllNotifications | unreadMention
            2025    | bob notes/create {'text': 'hey @alice'}; alice notes/mentions {} | mention notification[mention] readAllUnreadMentions readAllUnreadSpecifiedNotes | unreadNotification[mention]
            12      | bob notes/create {'text': 'hey @alice'}; alice notes/mentions {} | mention notification[mention] readAllUnreadMentions readAllUnreadSpecifiedNotes readAllChannels | unreadNotification[mention]
            12 2025 | alice i/read-all-unread-notes {} | readAllUnreadMentions readAllUnreadSpecifiedNotes |
            12 2025 | alice notifications/create {'body': 'x', 'header': 'y'} | notification[app] | unreadNotification[app]
            2025    | alice notifications/test-notification {} | notification[test] | unreadNotification[test]
            12      | alice notifications/test-notification {} | |
            2025    | alice notifications/flush {} | notificationFlushed |
            12 2025 | alice i/update {} | meUpdated |
            12 2025 | alice i/registry/set {'scope': ['client'], 'key': 'k', 'value': {'a': 1}} | registryUpdated |
            12 2025 | alice drive/files/upload-from-url {'url': 'https://example.org/a.png', 'marker': 'm'} | driveFileCreated urlUploadFinished |
            12 2025 | alice i/regenerate-token {'password': 'any'} | myTokenRegenerated |
            2025    | - signin-flow {'username': 'alice', 'password': 'any'} | notification[login] signin | unreadNotification[login]
            12      | - signin {'username': 'alice', 'password': 'any'} | signin |
            2025    | admin admin/announcements/create {'title': 'a', 'text': 'b'} | announcementCreated |
            12      | admin admin/announcements/create {'title': 'a', 'text': 'b'} | |
            2025    | admin admin/announcements/create {'title': 'a', 'text': 'b', 'userId': '$alice'} | announcementCreated |
            2025    | admin admin/announcements/create {'title': 'a', 'text': 'b', 'userId': '$bob'} | |
            12 2025 | alice blocking/create {'userId': '$bob'}; alice blocking/delete {'userId': '$bob'} | |
            12 2025 | alice mute/create {'userId': '$bob'}; bob notes/create {'text': 'hey @alice'} | |
            12 2025 | alice mute/create {'userId': '$bob'}; bob notes/create {'renoteId': '$note'} | renote |
            12 2025 | alice notes/create {'text': '@alice'} | mention |
            """)
    void mainTellsWhatHappened(String versions, String calls, @Nullable String now, @Nullable String later) {
        for (String version : versions.split(" ", -1)) {
            Stage stage = stage("misskey-" + version);
            for (String call : calls.split("; ", -1)) {
                String[] words = call.split(" ", 3);
                stage.call(words[0], words[1], words[2]);
            }
            String told = String.join(" ", stage.events("alice"));
            String expected = now == null ? "" : now;
            if (expected.startsWith("...")) {
                assertThat(told).as(version).endsWith(expected.substring(3));
            } else {
                assertThat(told).as(version).isEqualTo(expected);
            }
            stage.pass(Duration.ofMillis(1_999));
            assertThat(stage.events("alice"))
                    .as("before the two seconds are over")
                    .isEmpty();
            stage.pass(Duration.ofMillis(1));
            if (!"*".equals(later)) {
                assertThat(String.join(" ", stage.events("alice"))).as(version).isEqualTo(later == null ? "" : later);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void reportOfAnAccountReachesWhoModeratesAlone(String dialect) {
        Stage stage = new Stage(Dialect.named(dialect))
                .make("guards", "admin", "admin/roles/create", "{'name': 'guards', 'isAdministrator': true}")
                .open("admin", "admin", "{}")
                .open("bob", "admin", "{}");
        stage.call("admin", "admin/roles/assign", "{'roleId': '$guards', 'userId': '$admin'}");
        stage.call("alice", "users/report-abuse", "{'userId': '$bob', 'comment': 'spam'}");

        assertThat(stage.take("admin"))
                .singleElement()
                .satisfies(frame ->
                        assertThat(frame.at("/body/body/comment").stringValue()).isEqualTo("spam"));
        assertThat(stage.take("bob")).isEmpty();
    }

    private static Stage stage(String dialect) {
        Stage stage = new Stage(Dialect.named(dialect))
                .make("note", "alice", "notes/create", "{'text': 'base'}")
                .make("poll", "alice", "notes/create", "{'text': 'poll', 'poll': {'choices': ['x', 'y']}}")
                .open("alice", "main", "{}");
        assertThat(stage.take("alice")).isEmpty();
        return stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void authorAndVotersLearnThatAPollHasEnded(String dialect) {
        Stage stage = new Stage(Dialect.named(dialect))
                .open("alice", "main", "{}")
                .open("bob", "main", "{}")
                .open("carol", "main", "{}")
                .make(
                        "poll",
                        "alice",
                        "notes/create",
                        "{'text': 'p', 'poll': {'choices': ['x', 'y'], 'expiredAfter': 4000}}");
        stage.call("bob", "notes/polls/vote", "{'noteId': '$poll', 'choice': 0}");
        stage.pass(Duration.ofMillis(3_999));
        stage.take("alice");
        stage.take("bob");
        stage.pass(Duration.ofMillis(1));

        assertThat(stage.events("alice")).containsExactly("notification[pollEnded]");
        assertThat(stage.events("bob")).containsExactly("notification[pollEnded]");
        assertThat(stage.events("carol")).isEmpty();
    }

    @ParameterizedTest(name = "{0} becomes {1} on 12 and {2} on 2025")
    @CsvSource(delimiter = '|', textBlock = """
            like          | 👍        | 👍
            👍            | 👍        | 👍
            ❤️            | ❤         | ❤
            :cat:         | :cat@.:   | :cat@.:
            :cat@.:       | :cat@.:   | :cat@.:
            :dog:         | 👍        | ❤
            nonsense      | 👍        | ❤
            """)
    void reactionIsTakenAsTheServerTakesIt(String reaction, String twelve, String newer) {
        for (String version : BOTH.split(" ", -1)) {
            Stage stage = stage("misskey-" + version).capture("bob", "$note");
            stage.call("admin", "admin/emoji/add", "{'name': 'cat', 'url': 'https://example.org/cat'}");
            stage.take("bob");
            stage.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '" + reaction + "'}");

            JsonNode details = stage.take("bob").get(0).at("/body/body");
            assertThat(details.path("reaction").stringValue()).isEqualTo(version.equals("12") ? twelve : newer);
            assertThat(Json.write(details.path("emoji")))
                    .isEqualTo(
                            reaction.contains("cat")
                                    ? "{\"name\":\"cat@.\",\"url\":\"https://example.org/cat\"}"
                                    : "null");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void anotherReactionTakesTheFirstBack(String dialect) {
        Stage stage = stage(dialect).capture("bob", "$note");
        stage.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '👍'}");
        stage.call("bob", "notes/reactions/create", "{'noteId': '$note', 'reaction': '🎉'}");

        assertThat(stage.take("bob"))
                .extracting(frame -> frame.at("/body/type").stringValue() + " "
                        + frame.at("/body/body/reaction").stringValue())
                .containsExactly("reacted 👍", "unreacted 👍", "reacted 🎉");
    }

    /** Everything that a dialect says is told happens once; each frame has the shape the dialect gives it. */
    @ParameterizedTest
    @ValueSource(strings = {"misskey-12", "misskey-2025"})
    void everyEventIsToldInItsShape(String name) {
        Dialect dialect = Dialect.named(name);
        Stage stage = new Stage(dialect);
        Everything.happens(stage, dialect);
        FrameSchemas schemas = new FrameSchemas(dialect);
        Set<String> told = new LinkedHashSet<>();
        for (String who : List.of("alice", "bob", "carol", "admin", Stage.NOBODY)) {
            for (JsonNode json : stage.take(who)) {
                Frame frame = Frame.read(Json.write(json)).fold(read -> read, refused -> {
                    throw new AssertionError(refused.detail());
                });
                FrameSchemas.Checked checked =
                        schemas.check(Direction.SERVER, frame, id -> Optional.of(id.stringValue()));
                assertThat(checked.violations()).as("%s", json).isEmpty();
                assertThat(checked.drift()).as("%s", json).isEmpty();
                told.add(rowOf(json));
            }
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(rows(dialect));
    }

    private static String rowOf(JsonNode frame) {
        String type = frame.path("type").stringValue();
        return switch (type) {
            case "channel" ->
                frame.at("/body/id").stringValue() + "."
                        + frame.at("/body/type").stringValue();
            case "noteUpdated" -> type + "." + frame.at("/body/type").stringValue();
            default -> type;
        };
    }

    private static List<String> rows(Dialect dialect) {
        List<String> rows = new ArrayList<>();
        dialect.channels()
                .forEach(channel -> channel.events().values().stream()
                        .filter(event -> event.when().isPresent())
                        .forEach(event -> rows.add(channel.name() + "." + event.name())));
        dialect.noteUpdates().stream()
                .filter(update -> update.when().isPresent())
                .forEach(update -> rows.add("noteUpdated." + update.name()));
        dialect.frameTypes(Direction.SERVER).stream()
                .filter(type -> type.when().isPresent())
                .forEach(type -> rows.add(type.name()));
        return rows;
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
