package misskey.mock.world;

import java.time.Instant;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Endpoints about the server: what it is, its emoji and its announcements. */
final class ServerApi {
    private final World world;

    ServerApi(World world) {
        this.world = world;
    }

    void addTo(Endpoints table) {
        table.open("meta", (me, p) -> ServerInfo.meta(world.rules().version()));
        table.open("ping", (me, p) -> Json.object().put("pong", Instant.now().toEpochMilli()));
        table.open(
                "endpoints",
                (me, p) -> Known.texts(table.names().stream().sorted().toList()));
        table.open("emojis", (me, p) -> emojis());
        table.open(
                "emoji",
                (me, p) -> world.emojis()
                        .named(p.text("name"))
                        .map(world.entities()::emoji)
                        .orElseThrow(() -> ApiError.noSuch("EMOJI")));
        table.admin("admin/emoji/add", this::addEmoji);
        table.admin("admin/emoji/update", this::updateEmoji);
        table.admin("admin/emoji/delete", (me, p) -> {
            Emojis.Emoji emoji = emoji(p);
            return Endpoints.done(() -> world.emojis().remove(me, emoji));
        });
        table.admin("admin/announcements/create", this::announce);
        table.open("announcements", this::announcements);
        table.member("i/read-announcement", "write:account", (me, p) -> {
            Notices.Announcement announcement = world.notices()
                    .of(p.text("announcementId"))
                    .filter(one -> world.notices().of(me).contains(one))
                    .orElseThrow(() -> ApiError.noSuch("ANNOUNCEMENT"));
            return Endpoints.done(() -> world.notices().read(me, announcement));
        });
    }

    private JsonNode emojis() {
        var result = Json.object();
        ArrayNode list = result.putArray("emojis");
        world.emojis().all().forEach(emoji -> list.add(world.entities().emoji(emoji)));
        return result;
    }

    private JsonNode addEmoji(User me, Parameters p) {
        String name = p.text("name");
        if (world.emojis().named(name).isPresent()) {
            throw ApiError.refused("DUPLICATE_NAME", "There is an emoji of that name.");
        }
        String url = p.optionalText("url").orElse("https://misskey-kit.invalid/emoji/" + name);
        return world.entities().emoji(world.emojis().add(me, name, url));
    }

    private JsonNode updateEmoji(User me, Parameters p) {
        Emojis.Emoji emoji = emoji(p);
        Emojis.Emoji changed = new Emojis.Emoji(
                emoji.id(),
                p.optionalText("name").orElse(emoji.name()),
                p.optionalText("url").orElse(emoji.url()),
                p.data().has("category") ? p.optionalText("category") : emoji.category(),
                p.data().has("aliases") ? p.texts("aliases").stream().toList() : emoji.aliases());
        return Endpoints.done(() -> world.emojis().change(me, changed));
    }

    private Emojis.Emoji emoji(Parameters p) {
        return world.emojis().of(p.text("id")).orElseThrow(() -> ApiError.noSuch("EMOJI"));
    }

    private JsonNode announce(User me, Parameters p) {
        Optional<String> only = p.optionalText("userId");
        if (only.isPresent() && only.flatMap(world::user).isEmpty()) {
            throw ApiError.noSuchUser();
        }
        Notices.Announcement announcement = new Notices.Announcement(
                world.newId(), world.now(), p.text("title"), p.text("text"), p.optionalText("imageUrl"), only);
        world.notices().announce(me, announcement);
        return world.entities().announcement(announcement, Optional.empty());
    }

    private JsonNode announcements(Optional<User> me, Parameters p) {
        ArrayNode list = Json.array();
        (me.isPresent() ? world.notices().of(me.get()) : world.notices().forEverybody())
                .stream()
                        .limit(p.integer("limit", 1, 100, 10))
                        .forEach(one -> list.add(world.entities().announcement(one, me)));
        return list;
    }
}
