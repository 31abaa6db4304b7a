package misskey.mock.stream;

import java.util.Optional;
import misskey.mock.world.Views;
import misskey.mock.world.World;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.Connected;
import misskey.protocol.Behaviour.DuplicateId;
import misskey.protocol.Behaviour.FailedInit;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Opens channels as servers of the dialect do, and says why where it ignores a connect. */
final class ChannelOpener {
    private final Dialect dialect;
    private final Behaviour behaviour;
    private final World world;
    private final Views views;
    private final Seams seams;

    ChannelOpener(Dialect dialect, World world, Seams seams) {
        this.dialect = dialect;
        this.behaviour = dialect.behaviour();
        this.world = world;
        this.views = new Views(world);
        this.seams = seams;
    }

    /** Acts on a connect; says why where it is ignored. */
    Optional<String> connect(StreamConnection connection, Frame frame) {
        JsonNode name = frame.member("channel");
        JsonNode id = frame.member("id");
        Optional<String> mistyped = behaviour.strictTypes() ? Typing.ofConnect(frame) : Optional.<String>empty();
        if (mistyped.isPresent()) {
            return mistyped;
        }
        Optional<Channel> channel = Typing.asText(name).flatMap(dialect::channel);
        if (channel.isEmpty()) {
            return Optional.of("there is no channel " + Json.excerpt(name, 60));
        }
        if (behaviour.idRequired() && (id.isMissingNode() || id.isNull())) {
            return Optional.of("the connect has no id");
        }
        if (channel.get().credential() && connection.userId().isEmpty()) {
            return Optional.of("the channel needs a token and the connection has none");
        }
        if (behaviour.appPermissions()
                && channel.get()
                        .permission()
                        .filter(needed -> !connection.allows(needed))
                        .isPresent()) {
            return Optional.of(
                    "the token does not allow " + channel.get().permission().get());
        }
        return open(connection, channel.get(), id, frame.member("params"), Typing.isTruthy(frame.member("pong")));
    }

    private Optional<String> open(
            StreamConnection connection, Channel channel, JsonNode id, JsonNode params, boolean asked) {
        ChannelRegistry channels = connection.channels();
        if (behaviour.sharedChannels().contains(channel.name()) && channels.lists(channel)) {
            return Optional.of("a connection can open " + channel.name() + " once, and it is open");
        }
        if (behaviour.maxChannels() > 0 && channels.size() >= behaviour.maxChannels()) {
            return Optional.of("the connection has " + channels.size() + " channels open, and may have no more");
        }
        if (behaviour.failedInit() == FailedInit.SILENT && !isFound(connection, channel, params)) {
            return Optional.of("what its parameters name is not there");
        }
        if (behaviour.duplicateId() == DuplicateId.REPLACE) {
            channels.disconnect(id);
        }
        seams.registry().connect(channels, id, channel, params);
        if (behaviour.connected() == Connected.ALWAYS || (behaviour.connected() == Connected.ON_PONG && asked)) {
            seams.outbound()
                    .send(connection, new Outgoing.Connected(id))
                    .forEach(frame -> connection.send(frame, dialect));
        }
        return Optional.empty();
    }

    private boolean isFound(StreamConnection connection, Channel channel, JsonNode params) {
        return channel.events().values().stream()
                .flatMap(event -> event.to().stream())
                .allMatch(to -> views.finds(to, connection.userId().flatMap(world::user), params));
    }
}
