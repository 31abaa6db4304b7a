package misskey.mock.world;

import tools.jackson.databind.JsonNode;

/** Endpoints about games. */
final class GamesApi {
    private final World world;
    private final Asked asked;

    GamesApi(World world, Asked asked) {
        this.world = world;
        this.asked = asked;
    }

    void addTo(Endpoints table) {
        table.member("reversi/match", "write:account", (me, p) -> {
            User other = opponent(me, p);
            return world.games().match(me, other).<JsonNode>map(game -> game).orElseGet(() -> Endpoints.done(() -> {}));
        });
        table.member("reversi/cancel-match", "write:account", (me, p) -> {
            User other = opponent(me, p);
            return Endpoints.done(() -> world.games().cancel(me, other));
        });
    }

    private User opponent(User me, Parameters p) {
        User other = asked.user(p);
        if (other.id().equals(me.id())) {
            throw ApiError.refused("TARGET_IS_YOURSELF", "You can not match yourself.");
        }
        return other;
    }
}
