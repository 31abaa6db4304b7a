package misskey.mock.stream;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import misskey.mock.stream.ChannelRegistry.ChannelConnection;
import misskey.mock.world.Access;
import misskey.mock.world.Api;
import misskey.mock.world.Fact;
import misskey.mock.world.Later;
import misskey.mock.world.User;
import misskey.mock.world.World;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A world with alice, bob, carol, dave, eve, an admin and a reader without an account, and a connection of each, without a network. A
 * connection to a channel has the channel's name as its id. Calls are JSON with single quotes; {@code $name} stands for an id.
 */
final class Stage {
    static final String NOBODY = "-";

    private final Dialect dialect;
    private final Later later = new Later();
    private final World world;
    private final Api api;
    private final Teller teller;
    private final Map<String, StreamConnection> connections = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> sent = new LinkedHashMap<>();
    private final Map<String, String> ids = new TreeMap<>(Comparator.reverseOrder());

    Stage(Dialect dialect) {
        this.dialect = dialect;
        world = new World(later, 1, dialect, later);
        api = new Api(world);
        teller = new Teller(dialect, world, Seams.straight());
        Journal journal = new Journal(dialect, () -> 0, new Redactor());
        for (String name : List.of("alice", "bob", "carol", "dave", "eve", "admin", NOBODY)) {
            Optional<User> user = name.equals(NOBODY)
                    ? Optional.empty()
                    : Optional.of(world.createUser(name, Secret.of(name, name + "-token"), name.equals("admin")));
            user.ifPresent(account -> ids.put(name, account.id()));
            List<JsonNode> frames = new ArrayList<>();
            sent.put(name, frames);
            connections.put(
                    name,
                    new StreamConnection(
                            name,
                            user.map(Access::complete),
                            wire(frames),
                            later::after,
                            journal,
                            dialect.behaviour()));
        }
    }

    /** Keeps the frames that are sent; nothing else may be done. */
    private static Wire wire(List<JsonNode> frames) {
        return (Wire) Proxy.newProxyInstance(
                Wire.class.getClassLoader(), new Class<?>[] {Wire.class}, (wire, method, arguments) -> {
                    if (!method.getName().equals("text")) {
                        throw new AssertionError(method.getName() + " was called");
                    }
                    frames.add(Json.read(((Message) arguments[0]).text()));
                    return Optional.empty();
                });
    }

    /** Opens a channel, unless it needs a token that the connection does not have. */
    Stage open(String who, String channel, String params) {
        Dialect.Channel named = dialect.channel(channel).orElseThrow();
        if (!named.credential() || !who.equals(NOBODY)) {
            connection(who).channels().connect(Json.object().put("id", channel).path("id"), named, read(params));
        }
        return this;
    }

    Stage capture(String who, String note) {
        connection(who).captures().capture(fill(note));
        return this;
    }

    JsonNode call(String who, String endpoint, String parameters) {
        return call(who, endpoint, (ObjectNode) read(parameters));
    }

    /** Uploads a text file. */
    JsonNode upload(String who, String name, byte[] octets) {
        return call(who, "drive/files/create", Json.object().put("name", name).put("file", octets));
    }

    /** Calls, and gives the id of what was made a name. */
    Stage make(String name, String who, String endpoint, String parameters) {
        JsonNode made = call(who, endpoint, parameters);
        return name(name, made.has("createdNote") ? made.path("createdNote") : made);
    }

    Stage name(String name, JsonNode entity) {
        ids.put(name, entity.path("id").stringValue());
        return this;
    }

    Stage pass(Duration time) {
        later.pass(time);
        tellFacts();
        return this;
    }

    /** Measures from now on. */
    Stage measure() {
        world.measurements().begin();
        return this;
    }

    /** Asks for the latest measurements of a channel. */
    void requestLog(String who, String channel) {
        StreamConnection connection = connection(who);
        for (ChannelConnection open : connection.channels().open()) {
            if (open.channel().name().equals(channel)) {
                teller.tellLog(connection, open, 3);
            }
        }
    }

    /** What was sent to a connection since this was last asked. */
    List<JsonNode> take(String who) {
        List<JsonNode> frames = sent.getOrDefault(who, List.of());
        List<JsonNode> taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    /** As {@link #take}, each as the event's name, and the type of a notification. */
    List<String> events(String who) {
        return take(who).stream().map(Stage::event).toList();
    }

    /** The name of an event, and the type of a notification. */
    static String event(JsonNode frame) {
        JsonNode body = frame.path("body");
        String type = body.path("type").stringValue(frame.path("type").stringValue());
        String inner = body.at("/body/type").stringValue("");
        return type.toLowerCase(Locale.ROOT).contains("notification") && !inner.isEmpty()
                ? type + "[" + inner + "]"
                : type;
    }

    private StreamConnection connection(String who) {
        return Objects.requireNonNull(connections.get(who), who);
    }

    private JsonNode call(String who, String endpoint, ObjectNode data) {
        JsonNode result = api.call(who.equals(NOBODY) ? Optional.empty() : world.userNamed(who), endpoint, data);
        tellFacts();
        return result;
    }

    private void tellFacts() {
        for (Fact fact : world.takeFacts()) {
            teller.tell(connections.values(), fact);
        }
    }

    private JsonNode read(String json) {
        return Json.read(fill(json).replace('\'', '"'));
    }

    private String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("$" + id.getKey(), id.getValue());
        }
        return filled;
    }
}
