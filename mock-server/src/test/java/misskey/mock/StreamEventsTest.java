package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.FrameSchemas;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each change that is made over HTTP reaches the streams it concerns. Carol is followed by alice. */
class StreamEventsTest {
    private static final Dialect DIALECT = Dialect.named("documented");

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final ApiPeer alice = new ApiPeer(session, "alice");
    private final String note = poll();

    /**
     * A change and what it is told as.
     *
     * @param event the channel and the event, or the kind of note update
     * @param caller who makes the change; alice, or nobody, watches
     * @param pointer a place in the event's body
     * @param value what stands there
     */
    private record Row(
            String watcher, String event, String caller, String call, String parameters, String pointer, String value) {
        String channel() {
            return event.substring(0, event.indexOf('.'));
        }

        String name() {
            return event.substring(event.indexOf('.') + 1);
        }
    }

    private static final String ALICE = "alice";
    private static final String NOBODY = "nobody";
    private static final List<Row> EVENTS = List.of(
            new Row(ALICE, "main.renote", "bob", "notes/create", "{'renoteId': '$note'}", "/renoteId", "$note"),
            new Row(ALICE, "main.mention", "bob", "notes/create", "{'text': 'hi @alice'}", "/text", "hi @alice"),
            new Row(ALICE, "main.readAllNotifications", ALICE, "notifications/mark-all-as-read", "{}", "", "null"),
            new Row(ALICE, "main.meUpdated", ALICE, "i/update", "{'name': 'Alice'}", "/name", "Alice"),
            new Row(ALICE, "main.follow", ALICE, "following/create", "{'userId': '$bob'}", "/username", "bob"),
            new Row(ALICE, "main.unfollow", ALICE, "following/delete", "{'userId': '$carol'}", "/username", "carol"),
            new Row(ALICE, "main.followed", "bob", "following/create", "{'userId': '$alice'}", "/username", "bob"),
            new Row(ALICE, "homeTimeline.note", "carol", "notes/create", "{'text': 'hi'}", "/text", "hi"),
            new Row(ALICE, "hybridTimeline.note", "bob", "notes/create", "{'text': 'hi'}", "/text", "hi"),
            new Row(NOBODY, "localTimeline.note", "bob", "notes/create", "{'text': 'hi'}", "/text", "hi"),
            new Row(NOBODY, "globalTimeline.note", "bob", "notes/create", "{'text': 'hi'}", "/text", "hi"));
    private static final List<Row> UPDATES = List.of(
            new Row(
                    NOBODY,
                    "noteUpdated.reacted",
                    "bob",
                    "notes/reactions/create",
                    "{'noteId': '$note', 'reaction': '👍'}",
                    "/reaction",
                    "👍"),
            new Row(
                    ALICE,
                    "noteUpdated.pollVoted",
                    "bob",
                    "notes/polls/vote",
                    "{'noteId': '$note', 'choice': 1}",
                    "/choice",
                    "1"),
            new Row(ALICE, "noteUpdated.deleted", ALICE, "notes/delete", "{'noteId': '$note'}", "", ""));

    static List<Row> events() {
        return EVENTS;
    }

    static List<Row> updates() {
        return UPDATES;
    }

    StreamEventsTest() {
        alice.call("following/create", fill("{'userId': '$carol'}"));
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @MethodSource("events")
    void changeArrivesAsAnEvent(Row row) {
        String parameters = fill(row.parameters);
        try (StreamPeer stream = watcher(row).connect(row.channel(), "chosen id")) {
            new ApiPeer(session, row.caller).call(row.call, parameters);

            JsonNode frame = only(stream.untilFence());
            assertThat(frame.path("type").stringValue()).isEqualTo("channel");
            assertThat(frame.at("/body/id").stringValue()).isEqualTo("chosen id");
            assertThat(frame.at("/body/type").stringValue()).isEqualTo(row.name());
            assertThat(Json.text(frame.at("/body/body" + row.pointer))).isEqualTo(fill(row.value));
            assertThat(violations(frame, row.channel())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("updates")
    void changeOfACapturedNoteArrivesAsAnUpdate(Row row) {
        try (StreamPeer stream = watcher(row).capture(note)) {
            new ApiPeer(session, row.caller).call(row.call, fill(row.parameters));

            JsonNode frame = only(stream.untilFence());
            assertThat(frame.path("type").stringValue()).isEqualTo("noteUpdated");
            assertThat(frame.at("/body/id").stringValue()).isEqualTo(note);
            assertThat(frame.at("/body/type").stringValue()).isEqualTo(row.name());
            assertThat(Json.text(frame.at("/body/body" + row.pointer))).contains(row.value);
            assertThat(violations(frame, "none")).isEmpty();
        }
    }

    @Test
    void everythingTheDialectTellsIsInTheTables() {
        Set<String> told = new TreeSet<>();
        DIALECT.channels()
                .forEach(channel -> channel.events().keySet().forEach(event -> told.add(channel.name() + "." + event)));
        DIALECT.noteUpdates().forEach(update -> told.add("noteUpdated." + update.name()));

        Set<String> rows = EVENTS.stream().map(Row::event).collect(Collectors.toCollection(TreeSet::new));
        UPDATES.forEach(row -> rows.add(row.event));
        assertThat(rows).isEqualTo(told);
    }

    @Test
    void othersHearNothingOfIt() {
        String parameters = fill("{'userId': '$alice'}");
        try (StreamPeer carol = StreamPeer.as(session, "carol").connect("main", "m");
                StreamPeer watching = StreamPeer.as(session, "alice").capture(note)) {
            new ApiPeer(session, "bob").call("following/create", parameters);
            new ApiPeer(session, "bob").call("notes/create", fill("{'text': 're', 'replyId': '$note'}"));

            assertThat(carol.untilFence()).isEmpty();
            assertThat(watching.untilFence()).isEmpty();
        }
    }

    @Test
    void eventsComeInTheOrderOfTheirCauses() {
        try (StreamPeer stream = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            List<String> posted = IntStream.range(0, 50)
                    .mapToObj(i -> alice.note("note " + i))
                    .toList();

            assertThat(stream.untilFence())
                    .extracting(frame -> frame.at("/body/body/id").stringValue())
                    .isEqualTo(posted);
        }
    }

    @Test
    void hiddenTextStaysHiddenOnTheStream() {
        String secret = new ApiPeer(session, "carol")
                .call("notes/create", "{'text': 'secret', 'visibility': 'followers'}")
                .at("/createdNote/id")
                .stringValue();
        try (StreamPeer anonymous = StreamPeer.anonymous(session).connect("localTimeline", "l")) {
            alice.call("notes/create", "{'text': 'look', 'replyId': '" + secret + "'}");

            assertThat(only(anonymous.untilFence()).at("/body/body/reply/text").isNull())
                    .isTrue();
        }
    }

    private String poll() {
        ObjectNode data = Json.object().put("text", "tea?");
        data.withObject("poll").withArray("choices").add("yes").add("no");
        return alice.call("notes/create", Json.write(data))
                .at("/createdNote/id")
                .stringValue();
    }

    private StreamPeer watcher(Row row) {
        return row.watcher.equals(NOBODY) ? StreamPeer.anonymous(session) : StreamPeer.as(session, row.watcher);
    }

    private String fill(String text) {
        String filled = text.replace("$note", note);
        for (String name : List.of("alice", "bob", "carol")) {
            filled = filled.replace("$" + name, alice.idOf(name));
        }
        return filled;
    }

    private static JsonNode only(List<JsonNode> frames) {
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }

    private static List<?> violations(JsonNode frame, String channel) {
        return Frame.read(Json.write(frame))
                .fold(
                        read -> new FrameSchemas(DIALECT)
                                .check(Direction.SERVER, read, id -> Optional.of(channel))
                                .violations(),
                        rejected -> List.of(rejected));
    }
}
