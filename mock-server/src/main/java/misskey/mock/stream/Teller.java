package misskey.mock.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.mock.stream.ChannelRegistry.ChannelConnection;
import misskey.mock.world.Entities;
import misskey.mock.world.Fact;
import misskey.mock.world.Reader;
import misskey.mock.world.User;
import misskey.mock.world.Views;
import misskey.mock.world.World;
import misskey.protocol.Behaviour.CaptureVisibility;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tells connections what happened in the world: which event of which channel, to whom and with what body, is the dialect's. */
final class Teller {
    private final Dialect dialect;
    private final World world;
    private final Entities entities;
    private final Views views;
    private final Seams seams;
    /** Whether updates go only to those who may see the note. */
    private final boolean checked;
    /** The facts that events tell of; of events that are not here the dialect only knows the shape. */
    private final IdentityHashMap<Dialect.Event, Fact.Kind> told = new IdentityHashMap<>();

    private final Map<Fact.Kind, List<FrameType>> broadcasts = new EnumMap<>(Fact.Kind.class);

    Teller(Dialect dialect, World world, Seams seams) {
        this.dialect = dialect;
        this.world = world;
        this.entities = world.entities();
        this.views = new Views(world);
        this.seams = seams;
        this.checked = dialect.behaviour().captureVisibility() == CaptureVisibility.CHECKED;
        dialect.channels().forEach(channel -> channel.events().values().forEach(this::learn));
        dialect.noteUpdates().forEach(this::learn);
        for (FrameType type : dialect.frameTypes(Direction.SERVER)) {
            type.when()
                    .map(Fact.Kind::of)
                    .ifPresent(kind -> broadcasts
                            .computeIfAbsent(kind, none -> new ArrayList<>())
                            .add(type));
        }
    }

    private void learn(Dialect.Event event) {
        event.when().map(Fact.Kind::of).ifPresent(kind -> told.put(event, kind));
    }

    /** Tells connections of one fact, each as far as it has opened or captured what the fact is about. */
    void tell(Collection<StreamConnection> connections, Fact fact) {
        Telling telling = new Telling(fact);
        connections.forEach(connection -> tell(connection, telling));
    }

    private void tell(StreamConnection connection, Telling telling) {
        Fact fact = telling.fact();
        Optional<User> viewer = userOf(connection);
        broadcasts
                .getOrDefault(fact.kind(), List.of())
                .forEach(type -> send(connection, new Outgoing.Broadcast(type, fact.details()), telling));
        for (ChannelConnection open : connection.channels().open()) {
            tell(connection, open, viewer, telling);
        }
        fact.note().filter(note -> connection.captures().holds(note.id())).ifPresent(note -> {
            Audience audience = new Audience(viewer, MissingNode.getInstance(), () -> false);
            for (Dialect.Event update : dialect.noteUpdates()) {
                boolean straight = !checked || views.maySee(viewer, note);
                if (tellsOf(update, fact) && seams.routing().tells(update, fact, audience, straight)) {
                    send(connection, new Outgoing.Update(update, note.id(), update.name(), fact.details()), telling);
                }
            }
        });
    }

    /**
     * Tells one connection to a channel, and no other, the latest of what the channel tells at intervals.
     *
     * @param length how many at most
     */
    void tellLog(StreamConnection connection, ChannelConnection open, int length) {
        open.channel().events().values().stream()
                .map(told::get)
                .filter(kind -> kind == Fact.Kind.SERVER_MEASURED || kind == Fact.Kind.QUEUES_MEASURED)
                .findFirst()
                .map(kind -> world.measurements().logRequested(kind, length))
                .ifPresent(fact -> tell(connection, open, userOf(connection), new Telling(fact)));
    }

    private void tell(StreamConnection connection, ChannelConnection open, Optional<User> viewer, Telling telling) {
        Fact fact = telling.fact();
        Audience audience = new Audience(viewer, open.params(), () -> views.owns(viewer, open.params()));
        for (Dialect.Event event : open.channel().events().values()) {
            boolean straight = tellsOf(event, fact) && isAddressed(event, viewer, connection, open, telling);
            if (seams.routing().tells(event, fact, audience, straight)) {
                JsonNode body = telling.body(event, viewer, () -> body(event, fact, viewer));
                send(connection, new Outgoing.Event(event, open.id(), event.name(), body), telling);
                fact.note().ifPresent(note -> connection.delivered().add(note.id()));
            }
        }
    }

    /** What a connection knows of its account by itself may be out of date: it is asked for itself. */
    private boolean isAddressed(
            Dialect.Event event,
            Optional<User> viewer,
            StreamConnection connection,
            ChannelConnection open,
            Telling telling) {
        return connection
                .known()
                .map(reader -> isAddressed(event, telling.fact(), viewer, reader, open))
                .orElseGet(() -> telling.isAddressed(
                        event,
                        viewer,
                        open.params(),
                        () -> isAddressed(event, telling.fact(), viewer, views.reader(viewer), open)));
    }

    private boolean tellsOf(Dialect.Event event, Fact fact) {
        return told.get(event) == fact.kind();
    }

    private boolean isAddressed(
            Dialect.Event event, Fact fact, Optional<User> viewer, Reader reader, ChannelConnection open) {
        String to = event.to().orElse("");
        return switch (to) {
            case "everybody" -> true;
            case "actor" -> views.isActor(viewer, fact);
            case "target" -> views.isTarget(viewer, fact);
            case "parties" -> views.isActor(viewer, fact) || views.isTarget(viewer, fact);
            case "talk" -> views.isTheirTalk(viewer, open.params(), fact);
            case "talk-target" -> views.isTarget(viewer, fact) && views.isTheirTalk(viewer, open.params(), fact);
            case "list-owner" -> views.isOwnList(viewer, open.params(), fact);
            default ->
                fact.note()
                        .filter(note -> views.shows(to, note, viewer, reader, open.params()))
                        .isPresent();
        };
    }

    private JsonNode body(Dialect.Event event, Fact fact, Optional<User> viewer) {
        return switch (event.body().map(Fact.Part::of).orElse(Fact.Part.NONE)) {
            case ACTOR -> entities.user(viewer, fact.actor());
            case ACTOR_IN_BRIEF -> entities.brief(fact.actor());
            case OWN_ACCOUNT -> entities.own(fact.actor());
            case TARGET -> entities.user(viewer, fact.target().orElseThrow());
            case TARGET_IN_BRIEF -> entities.brief(fact.target().orElseThrow());
            case NOTE -> entities.noteFor(viewer, fact.note().orElseThrow());
            case WHOLE_NOTE -> entities.note(fact.note().orElseThrow());
            case NOTE_ID ->
                Json.object().put("id", fact.note().orElseThrow().id()).path("id");
            case DETAILS -> fact.details();
            case NONE -> Json.object().nullNode();
        };
    }

    /** How the account of a connection stands to others now. */
    Reader readerOf(StreamConnection connection) {
        return views.reader(userOf(connection));
    }

    private Optional<User> userOf(StreamConnection connection) {
        return connection.userId().flatMap(world::user);
    }

    private void send(StreamConnection connection, Outgoing frame, Telling telling) {
        seams.outbound()
                .send(connection, frame)
                .forEach(changed -> connection.send(changed, dialect, telling.bodies()));
    }
}
