package misskey.mock.world;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.mock.world.Relations.Kind;
import tools.jackson.databind.JsonNode;

/** Endpoints about lists, antennas and channels. */
final class PlacesApi {
    private static final List<String> SOURCES = List.of("home", "all", "users", "list", "users_blacklist");

    private final World world;
    private final Places places;
    private final Asked asked;

    PlacesApi(World world, Asked asked) {
        this.world = world;
        this.places = world.places();
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.member(
                "users/lists/create",
                "write:account",
                (me, p) -> world.entities().list(places.addList(me, p.text("name"))));
        table.member(
                "users/lists/show", "read:account", (me, p) -> world.entities().list(list(me, p)));
        table.member("users/lists/delete", "write:account", (me, p) -> {
            Places.UserList list = list(me, p);
            return Endpoints.done(() -> places.removeList(list));
        });
        table.member("users/lists/push", "write:account", this::push);
        table.member("users/lists/pull", "write:account", this::pull);
        table.member("antennas/create", "write:account", this::createAntenna);
        table.member("antennas/delete", "write:account", (me, p) -> {
            Antenna antenna = places.antenna(p.text("antennaId"))
                    .filter(one -> one.ownerId().equals(me.id()))
                    .orElseThrow(() -> ApiError.noSuch("ANTENNA"));
            return Endpoints.done(() -> places.removeAntenna(antenna));
        });
        table.member(
                "channels/create",
                "write:channels",
                (me, p) -> world.entities()
                        .channel(
                                Optional.of(me), places.addChannel(me, p.text("name"), p.optionalText("description"))));
        table.open("channels/show", (me, p) -> world.entities().channel(me, channel(p)));
        table.member("channels/follow", "write:channels", (me, p) -> follow(me, channel(p), true));
        table.member("channels/unfollow", "write:channels", (me, p) -> follow(me, channel(p), false));
    }

    private Places.UserList list(User me, Parameters p) {
        return places.list(p.text("listId"))
                .filter(list -> list.ownerId().equals(me.id()))
                .orElseThrow(() -> ApiError.noSuch("LIST"));
    }

    private JsonNode push(User me, Parameters p) {
        User member = asked.user(p);
        Places.UserList list = list(me, p);
        if (list.members().contains(member.id())) {
            throw ApiError.refused("ALREADY_ADDED", "That user has already been added to that list.");
        }
        return Endpoints.done(() -> places.push(me, list, member));
    }

    private JsonNode pull(User me, Parameters p) {
        User member = asked.user(p);
        Places.UserList list = list(me, p);
        return Endpoints.done(() -> {
            if (list.members().contains(member.id())) {
                places.pull(me, list, member);
            }
        });
    }

    private JsonNode createAntenna(User me, Parameters p) {
        String source = p.optionalText("src").orElse("all");
        if (!SOURCES.contains(source)) {
            throw Parameters.wrong("src", "is none of " + String.join(", ", SOURCES));
        }
        Antenna antenna = new Antenna(
                world.newId(),
                me.id(),
                p.text("name"),
                source,
                p.optionalText("userListId"),
                Set.copyOf(p.texts("users")),
                p.textLists("keywords"),
                p.textLists("excludeKeywords"),
                p.flag("caseSensitive", false),
                p.flag("withReplies", false),
                p.flag("withFile", false),
                p.flag("localOnly", false));
        places.put(antenna);
        return world.entities().antenna(antenna);
    }

    private Places.Channel channel(Parameters p) {
        return places.channel(p.text("channelId")).orElseThrow(() -> ApiError.noSuch("CHANNEL"));
    }

    private JsonNode follow(User me, Places.Channel channel, boolean wanted) {
        return Endpoints.done(() -> world.following().set(me, Kind.FOLLOWS_CHANNEL, channel.id(), wanted));
    }
}
