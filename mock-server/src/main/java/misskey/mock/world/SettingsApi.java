package misskey.mock.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Endpoints that keep the settings of clients, and what was kept. */
final class SettingsApi {
    private final World world;
    private final Map<Key, JsonNode> kept = new LinkedHashMap<>();

    private record Key(String userId, List<String> scope, String key) {}

    SettingsApi(World world) {
        this.world = world;
    }

    void addTo(Endpoints table) {
        table.member("i/registry/set", "write:account", this::set);
        table.member(
                "i/registry/get",
                "read:account",
                (me, p) -> Optional.ofNullable(kept.get(key(me, p))).orElseThrow(() -> ApiError.noSuch("KEY")));
        table.member("i/registry/remove", "write:account", (me, p) -> {
            if (kept.remove(key(me, p)) == null) {
                throw ApiError.noSuch("KEY");
            }
            return Endpoints.done(() -> {});
        });
    }

    private JsonNode set(User me, Parameters p) {
        JsonNode value = p.data().path("value");
        if (value.isMissingNode()) {
            throw Parameters.wrong("value", "must be given");
        }
        Key key = key(me, p);
        kept.put(key, value);
        var details = Json.object();
        details.set("scope", Known.texts(key.scope()));
        details.put("key", key.key()).set("value", value);
        return Endpoints.done(
                () -> world.tell(Fact.of(Fact.Kind.SETTING_KEPT, me).saying(details)));
    }

    private static Key key(User me, Parameters p) {
        return new Key(me.id(), List.copyOf(p.texts("scope")), p.text("key"));
    }
}
