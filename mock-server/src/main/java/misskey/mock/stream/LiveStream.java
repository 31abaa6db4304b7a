package misskey.mock.stream;

import java.util.Collection;
import java.util.Optional;
import misskey.mock.world.Api;
import misskey.mock.world.ApiError;
import misskey.mock.world.Fact;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Connected;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/**
 * The stream of a live server: acts on what clients send and tells them what happens in the world.
 * What real servers ignore silently is ignored silently; the journal says why.
 */
public final class LiveStream implements StreamBehaviour {
    private final Dialect dialect;
    private final World world;
    private final Api api;
    private final Teller teller;
    private final Seams seams;
    private final Journal journal;

    public LiveStream(Dialect dialect, World world, Api api, Seams seams, Journal journal) {
        this.dialect = dialect;
        this.world = world;
        this.api = api;
        this.teller = new Teller(dialect, world, seams);
        this.seams = seams;
        this.journal = journal;
    }

    @Override
    public void text(StreamConnection connection, String text) {
        for (String message : seams.inbound().receive(text)) {
            Optional<String> ignored = Frame.read(message)
                    .fold(
                            frame -> act(connection, frame),
                            rejected -> Optional.of("it is no frame: " + rejected.detail()));
            ignored.ifPresent(why -> journal.ignored(connection.label(), why));
        }
    }

    @Override
    public void happened(Collection<StreamConnection> connections, Fact fact) {
        connections.forEach(connection -> teller.tell(connection, fact));
    }

    /** Acts on a frame; says why where it is ignored. */
    private Optional<String> act(StreamConnection connection, Frame frame) {
        Optional<FrameType> type = dialect.frameType(Direction.CLIENT, frame.type());
        if (type.isEmpty()) {
            return Optional.of("there is no frame type \"" + Json.excerpt(frame.type(), 60) + "\"");
        }
        if (!frame.body().isObject()) {
            return Optional.of("its body is " + Json.typeOf(frame.body()) + " instead of an object");
        }
        return switch (type.get().means()) {
            case CONNECT -> connect(connection, frame);
            case DISCONNECT ->
                seams.registry().disconnect(connection.channels(), frame.member("id"))
                        ? Optional.empty()
                        : Optional.of("nothing is connected under that id");
            case MESSAGE -> Optional.of("no channel of this dialect accepts messages");
            case REQUEST -> request(connection, frame);
            case CAPTURE -> capture(connection, frame);
            case RELEASE -> release(connection, frame);
            case NOTICE -> Optional.of("the mock does nothing on this frame");
            case EVENT, RESPONSE, NOTE_UPDATE, CONNECTED, BROADCAST ->
                Optional.of("servers send this frame, not clients");
        };
    }

    private Optional<String> connect(StreamConnection connection, Frame frame) {
        JsonNode name = frame.member("channel");
        Optional<Channel> channel = name.stringValueOpt().flatMap(dialect::channel);
        JsonNode id = frame.member("id");
        if (channel.isEmpty()) {
            return Optional.of("there is no channel " + Json.excerpt(name, 60));
        }
        if (id.isMissingNode() || id.isNull()) {
            return Optional.of("the connect has no id");
        }
        if (channel.get().credential() && connection.userId().isEmpty()) {
            return Optional.of("the channel needs a token and the connection has none");
        }
        seams.registry().connect(connection.channels(), id, channel.get(), frame.member("params"));
        if (dialect.behaviour().connected() == Connected.ON_PONG
                && frame.member("pong").booleanValue(false)) {
            send(connection, new Outgoing.Connected(id));
        }
        return Optional.empty();
    }

    private Optional<String> request(StreamConnection connection, Frame frame) {
        JsonNode id = frame.member("id");
        JsonNode endpoint = frame.member("endpoint");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.of("the request has no id");
        }
        JsonNode data = frame.member("data").isMissingNode() ? Json.object() : frame.member("data");
        send(connection, new Outgoing.Response(id, answer(connection, endpoint.stringValue(""), data)));
        return Optional.empty();
    }

    private JsonNode answer(StreamConnection connection, String endpoint, JsonNode data) {
        try {
            JsonNode result = api.call(userOf(connection), endpoint, data);
            return result.isMissingNode() ? Json.object() : result;
        } catch (ApiError refused) {
            return refused.toJson();
        }
    }

    private Optional<String> capture(StreamConnection connection, Frame frame) {
        JsonNode note = frame.member("id");
        if (!note.isString()) {
            return Optional.of("the note's id is " + Json.typeOf(note) + " instead of a string");
        }
        seams.registry().capture(connection.captures(), note.stringValue());
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
        seams.outbound().send(frame).forEach(changed -> connection.send(changed, dialect));
    }
}
