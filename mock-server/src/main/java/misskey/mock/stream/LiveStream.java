package misskey.mock.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.mock.stream.ChannelRegistry.ChannelConnection;
import misskey.mock.world.Fact;
import misskey.mock.world.Timers;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.ReadNotification;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/**
 * The stream of a live server: acts on what clients send and tells them what happens in the world.
 * What real servers ignore silently is ignored silently; the journal says why.
 */
public final class LiveStream implements StreamBehaviour {
    /** What a connection has left when its token is replaced; Misskey 12, from notes on its sources. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int NORMAL = 1000;

    private final Dialect dialect;
    private final Behaviour behaviour;
    private final World world;
    private final ApiAnswers answers;
    private final Teller teller;
    private final Timers timers;
    private final Heartbeat heartbeat;
    private final ChannelOpener opener;
    private final Seams seams;
    private final Journal journal;

    /** The clock is that of the timers. */
    public LiveStream(
            Dialect dialect, World world, ApiCalls calls, Seams seams, Journal journal, Clock clock, Timers timers) {
        this.dialect = dialect;
        this.behaviour = dialect.behaviour();
        this.world = world;
        this.answers = new ApiAnswers(behaviour, world, calls);
        this.teller = new Teller(dialect, world, seams);
        this.timers = timers;
        this.heartbeat = new Heartbeat(behaviour, clock, timers, journal);
        this.opener = new ChannelOpener(dialect, world, seams);
        this.seams = seams;
        this.journal = journal;
    }

    @Override
    public void text(StreamConnection connection, String text) {
        heartbeat.heard(connection);
        for (String message : seams.inbound().receive(connection, text)) {
            if (behaviour.textPing() && message.equals("ping")) {
                send(connection, new Outgoing.Text("pong"));
                continue;
            }
            Optional<String> ignored = Frame.read(message)
                    .fold(
                            frame -> act(connection, frame),
                            rejected -> Optional.of("it is no frame: " + rejected.detail()));
            ignored.ifPresent(why -> journal.ignored(connection.label(), why));
        }
    }

    @Override
    public void opened(StreamConnection connection) {
        seams.registry().opened(connection, dialect);
        if (seams.heartbeat().beats()) {
            heartbeat.opened(connection);
        }
        if (behaviour.relationsRefresh() > 0) {
            refresh(connection);
        }
    }

    @Override
    public void ponged(StreamConnection connection) {
        if (seams.heartbeat().hears()) {
            heartbeat.ponged(connection);
        }
    }

    @Override
    public void closed(StreamConnection connection) {
        heartbeat.closed(connection);
    }

    /** Takes in how the account stands to others, and goes on with that until the next time. */
    private void refresh(StreamConnection connection) {
        if (connection.isOver() || connection.userId().isEmpty()) {
            return;
        }
        connection.knows(teller.readerOf(connection));
        timers.after(Duration.ofSeconds(behaviour.relationsRefresh()), () -> refresh(connection));
    }

    @Override
    public void happened(Collection<StreamConnection> connections, Fact fact) {
        teller.tell(connections, fact);
        if (fact.kind().endsConnections() && seams.closing().ends(fact.kind(), behaviour.revokedCloses())) {
            connections.stream()
                    .filter(connection ->
                            connection.userId().equals(Optional.of(fact.actor().id())))
                    .forEach(connection -> end(connection, fact.kind()));
        }
    }

    private void end(StreamConnection connection, Fact.Kind why) {
        Duration delay = why == Fact.Kind.TOKEN_REGENERATED ? GRACE : Duration.ZERO;
        timers.after(delay, () -> {
            if (!connection.isOver()) {
                connection.close(NORMAL, "");
            }
        });
    }

    /** Acts on a frame; says why where it is ignored. */
    private Optional<String> act(StreamConnection connection, Frame frame) {
        Optional<FrameType> type = dialect.frameType(Direction.CLIENT, frame.type());
        if (type.isEmpty()) {
            return Optional.of("there is no frame type \"" + Json.excerpt(frame.type(), 60) + "\"");
        }
        if (!frame.body().isObject() && !isTakenWithoutABody(type.get())) {
            return Optional.of("its body is " + Json.typeOf(frame.body()) + " instead of an object");
        }
        return switch (type.get().means()) {
            case CONNECT -> opener.connect(connection, frame);
            case DISCONNECT ->
                seams.registry().disconnect(connection.channels(), frame.member("id"))
                        ? Optional.empty()
                        : Optional.of("nothing is connected under that id");
            case MESSAGE -> message(connection, frame);
            case REQUEST -> answers.request(connection, frame, response -> send(connection, response));
            case CAPTURE -> capture(connection, type.get(), frame);
            case RELEASE -> release(connection, frame);
            case NOTICE -> notice(connection, type.get(), frame);
            case EVENT, RESPONSE, NOTE_UPDATE, CONNECTED, BROADCAST ->
                Optional.of("servers send this frame, not clients");
        };
    }

    private Optional<String> message(StreamConnection connection, Frame frame) {
        JsonNode id = frame.member("id");
        String type = frame.member("type").stringValue("");
        List<ChannelConnection> named = connection.channels().open().stream()
                .filter(open -> open.id().equals(id))
                .toList();
        if (named.isEmpty()) {
            return Optional.of("nothing is connected under that id");
        }
        Set<Fact.Kind> asked = named.stream()
                .map(open -> open.channel().messages().get(type))
                .filter(Objects::nonNull)
                .flatMap(message -> message.when().stream())
                .map(Fact.Kind::of)
                .collect(Collectors.toSet());
        JsonNode body = frame.member("body");
        if (asked.contains(Fact.Kind.LOG_REQUESTED)) {
            named.forEach(
                    open -> teller.tellLog(connection, open, body.path("length").intValue(0)));
        } else if (asked.contains(Fact.Kind.MESSAGES_READ)) {
            userOf(connection)
                    .ifPresent(
                            reader -> world.readMessage(reader, body.path("id").stringValue("")));
        } else {
            return Optional.of("the channel takes no such message, or the mock does nothing on it");
        }
        return Optional.empty();
    }

    /** Servers that take all notifications for read do not look at what comes with it. */
    private boolean isTakenWithoutABody(FrameType type) {
        return type.means() == Meaning.NOTICE && behaviour.readNotification() == ReadNotification.ALL;
    }

    private Optional<String> notice(StreamConnection connection, FrameType type, Frame frame) {
        Optional<User> user = userOf(connection);
        if (type.when()
                .map(Fact.Kind::of)
                .filter(Fact.Kind.NOTIFICATIONS_READ::equals)
                .isEmpty()) {
            return Optional.of("the mock does nothing on this frame");
        }
        if (user.isEmpty()) {
            return Optional.of("a connection without a token has no notifications");
        }
        switch (behaviour.readNotification()) {
            case ALL -> world.readNotifications(user.get());
            case ONE -> world.readNotification(user.get(), frame.member("id").stringValue(""));
            case NONE -> {
                return Optional.of("servers of this dialect do nothing on this frame");
            }
        }
        return Optional.empty();
    }

    private Optional<String> capture(StreamConnection connection, FrameType type, Frame frame) {
        JsonNode note = frame.member("id");
        if (!note.isString()) {
            return Optional.of("the note's id is " + Json.typeOf(note) + " instead of a string");
        }
        seams.registry()
                .capture(
                        connection,
                        note.stringValue(),
                        world.note(note.stringValue()).isPresent());
        boolean reads = behaviour.captureReads() && type.when().isPresent();
        if (reads && connection.delivered().has(note.stringValue())) {
            userOf(connection).ifPresent(world::readMentions);
        }
        return Optional.empty();
    }

    private Optional<String> release(StreamConnection connection, Frame frame) {
        JsonNode note = frame.member("id");
        if (!note.isString()) {
            return Optional.of("the note's id is " + Json.typeOf(note) + " instead of a string");
        }
        return seams.registry().release(connection.captures(), note.stringValue())
                ? Optional.empty()
                : Optional.of("the note is not captured");
    }

    private Optional<User> userOf(StreamConnection connection) {
        return connection.userId().flatMap(world::user);
    }

    private void send(StreamConnection connection, Outgoing frame) {
        seams.outbound().send(connection, frame).forEach(changed -> connection.send(changed, dialect));
    }
}
