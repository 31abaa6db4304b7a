package misskey.mock.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Json;

/** The custom emoji of the server. */
final class Emojis {
    private final World world;
    private final Map<String, Emoji> byId = new LinkedHashMap<>();

    /** A custom emoji, its name without colons. */
    record Emoji(String id, String name, String url, Optional<String> category, List<String> aliases) {}

    Emojis(World world) {
        this.world = world;
    }

    Collection<Emoji> all() {
        return List.copyOf(byId.values());
    }

    Optional<Emoji> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Emoji> named(String name) {
        return byId.values().stream().filter(emoji -> emoji.name().equals(name)).findFirst();
    }

    Emoji add(User by, String name, String url) {
        Emoji emoji = new Emoji(world.newId(), name, url, Optional.empty(), List.of());
        byId.put(emoji.id(), emoji);
        var details = Json.object();
        details.set("emoji", world.entities().emoji(emoji));
        world.tell(Fact.of(Fact.Kind.EMOJI_ADDED, by).saying(details));
        return emoji;
    }

    void change(User by, Emoji changed) {
        byId.put(changed.id(), changed);
        tell(Fact.Kind.EMOJI_CHANGED, by, changed);
    }

    void remove(User by, Emoji emoji) {
        byId.remove(emoji.id());
        tell(Fact.Kind.EMOJI_REMOVED, by, emoji);
    }

    private void tell(Fact.Kind kind, User by, Emoji emoji) {
        var details = Json.object();
        details.putArray("emojis").add(world.entities().emoji(emoji));
        world.tell(Fact.of(kind, by).saying(details));
    }
}
