package misskey.mock.world;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/** Who asks whom for a game of reversi. That the two then play is not the mock's. */
final class Games {
    private final World world;
    private final Set<Invitation> open = new HashSet<>();

    private record Invitation(String by, String to) {}

    Games(World world) {
        this.world = world;
    }

    /** Asks an account for a game; the game, where that account has asked for one too. */
    Optional<ObjectNode> match(User me, User other) {
        if (!open.remove(new Invitation(other.id(), me.id()))) {
            open.add(new Invitation(me.id(), other.id()));
            ObjectNode details = Json.object();
            details.set("user", world.entities().brief(me));
            world.tell(Fact.of(Fact.Kind.GAME_OFFERED, me).to(other).saying(details));
            return Optional.empty();
        }
        ObjectNode game = world.entities().game(world.newId(), other, me);
        ObjectNode details = Json.object();
        details.set("game", game);
        world.tell(Fact.of(Fact.Kind.GAME_MADE, me).to(other).saying(details));
        return Optional.of(game);
    }

    void cancel(User me, User other) {
        open.remove(new Invitation(me.id(), other.id()));
    }
}
