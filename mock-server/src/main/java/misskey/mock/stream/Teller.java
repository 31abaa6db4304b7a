package misskey.mock.stream;

import java.util.Locale;
import java.util.Optional;
import misskey.mock.world.Entities;
import misskey.mock.world.Fact;
import misskey.mock.world.Timeline;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Tells connections what happened in the world: which event of which channel, to whom and with what body, is the dialect's. */
final class Teller {
    private final Dialect dialect;
    private final World world;
    private final Entities entities;
    private final Seams seams;

    Teller(Dialect dialect, World world, Seams seams) {
        this.dialect = dialect;
        this.world = world;
        this.entities = new Entities(world);
        this.seams = seams;
    }

    /** Tells one connection of one fact, as far as it has opened or captured what the fact is about. */
    void tell(StreamConnection connection, Fact fact) {
        Optional<User> viewer = userOf(connection);
        for (ChannelRegistry.ChannelConnection open : connection.channels().open()) {
            for (Dialect.Event event : open.channel().events().values()) {
                boolean straight = tellsOf(event, fact) && isAddressed(event, fact, viewer);
                if (seams.routing().tells(event, fact, viewer, straight)) {
                    send(connection, new Outgoing.Event(event, open.id(), event.name(), body(event, fact, viewer)));
                }
            }
        }
        fact.note().filter(note -> connection.captures().holds(note.id())).ifPresent(note -> {
            for (Dialect.Event update : dialect.noteUpdates()) {
                if (tellsOf(update, fact) && seams.routing().tells(update, fact, viewer, true)) {
                    send(connection, new Outgoing.Update(update, note.id(), update.name(), fact.details()));
                }
            }
        });
    }

    /** Whether the dialect says that the event tells of facts of this kind; of some events it only knows the shape. */
    private static boolean tellsOf(Dialect.Event event, Fact fact) {
        return event.when().map(Fact.Kind::of).filter(fact.kind()::equals).isPresent();
    }

    private boolean isAddressed(Dialect.Event event, Fact fact, Optional<User> viewer) {
        String to = event.to().orElse("");
        return switch (to) {
            case "actor" ->
                viewer.filter(me -> me.id().equals(fact.actor().id())).isPresent();
            case "target" -> viewer.isPresent() && fact.target().map(User::id).equals(viewer.map(User::id));
            default ->
                fact.note()
                        .filter(note ->
                                Timeline.valueOf(to.toUpperCase(Locale.ROOT)).shows(note, viewer, world::follows))
                        .isPresent();
        };
    }

    private JsonNode body(Dialect.Event event, Fact fact, Optional<User> viewer) {
        return switch (event.body().map(Fact.Part::of).orElse(Fact.Part.NONE)) {
            case ACTOR -> entities.user(fact.actor());
            case TARGET -> entities.user(fact.target().orElseThrow());
            case NOTE -> entities.noteFor(viewer, fact.note().orElseThrow());
            case NONE -> Json.object().nullNode();
        };
    }

    private Optional<User> userOf(StreamConnection connection) {
        return connection.userId().flatMap(world::user);
    }

    private void send(StreamConnection connection, Outgoing frame) {
        seams.outbound().send(frame).forEach(changed -> connection.send(changed, dialect));
    }
}
