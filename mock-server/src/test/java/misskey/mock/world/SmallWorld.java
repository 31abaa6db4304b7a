package misskey.mock.world;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import tools.jackson.databind.JsonNode;

/**
 * A world with alice, bob, carol and an admin, in which bob follows alice. Requests are JSON with single
 * quotes, and {@code $name} stands for the id of an account or of a note that was posted under that name.
 */
final class SmallWorld {
    static final String NOBODY = "-";

    private final Later later = new Later();
    private final World world;
    private final Api api;
    /** Longer names before those they begin with. */
    private final Map<String, String> ids = new TreeMap<>(Comparator.reverseOrder());

    SmallWorld() {
        this("documented");
    }

    SmallWorld(String dialect) {
        world = new World(later, 1, Dialect.named(dialect), later);
        api = new Api(world);
        for (String name : List.of("alice", "bob", "carol", "admin")) {
            User user = world.createUser(name, Secret.of(name, name + "-token"), name.equals("admin"));
            ids.put(name, user.id());
        }
        call("bob", "following/create", "{'userId': '$alice'}");
        facts();
    }

    /** Its clock and its timers. */
    Later later() {
        return later;
    }

    World world() {
        return world;
    }

    Api api() {
        return api;
    }

    User user(String name) {
        return world.userNamed(name).orElseThrow();
    }

    /** The current state of a note posted under this name. */
    Note note(String name) {
        return world.note(fill("$" + name)).orElseThrow();
    }

    /** Posts a note and gives it a name. */
    SmallWorld post(String name, String author, String parameters) {
        ids.put(
                name,
                call(author, "notes/create", parameters).at("/createdNote/id").stringValue());
        return this;
    }

    /** Gives an id a name. */
    void name(String name, String id) {
        ids.put(name, id);
    }

    JsonNode call(String caller, String endpoint, String parameters) {
        Optional<User> me = caller.equals(NOBODY) ? Optional.empty() : world.userNamed(caller);
        return api.call(me, endpoint, Json.read(fill(parameters).replace('\'', '"')));
    }

    /** Calls and gives the refusal; empty where there was none. */
    Optional<ApiError> refusal(String caller, String endpoint, String parameters) {
        try {
            call(caller, endpoint, parameters);
            return Optional.empty();
        } catch (ApiError refused) {
            return Optional.of(refused);
        }
    }

    /** What happened since this was last asked, as {@code kind actor target note details}; ids are names. */
    List<String> facts() {
        return world.takeFacts().stream().map(this::describe).toList();
    }

    String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("$" + id.getKey(), id.getValue());
        }
        return filled;
    }

    private String describe(Fact fact) {
        String description = fact.kind() + " by " + fact.actor().username()
                + fact.target().map(target -> " to " + target.username()).orElse("")
                + fact.note().map(note -> " on " + nameOf(note)).orElse("");
        return description + (fact.details().isEmpty() ? "" : " " + named(Json.write(fact.details())));
    }

    private String nameOf(Note note) {
        return note.text().orElseGet(() -> named(note.id()));
    }

    private String named(String text) {
        String named = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            named = named.replace(id.getValue(), id.getKey());
        }
        return named.replace('"', '\'');
    }
}
