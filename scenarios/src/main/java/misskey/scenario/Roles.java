package misskey.scenario;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Direction;

/** Whom a file is played to, and whether its steps judge each of them. */
final class Roles {
    private static final Set<String> FOR_CLIENTS = Set.of("app", "seen");
    private static final Set<String> FOR_CLIENTS_ONLY = Set.of("fault", "call", "attempts");

    private final List<Direction> plays;
    private final Set<Direction> judged = EnumSet.noneOf(Direction.class);

    Roles(List<Direction> plays) {
        this.plays = plays;
    }

    /** A step of this kind: throws where nobody the file is played to has a use for it. */
    void check(Location at, String kind) throws ScenarioError {
        if (FOR_CLIENTS_ONLY.contains(kind)) {
            clientsOnly(at, "\"" + kind + "\"");
        } else if (FOR_CLIENTS.contains(kind) && !plays.contains(Direction.CLIENT)) {
            throw new ScenarioError(
                    at,
                    "\"" + kind
                            + "\" is about a client under test, and this file is played to servers only: leave it out");
        }
    }

    /** Whether anybody the file is played to has a use for a step of this kind, to which a short one expands. */
    boolean hasUseFor(String kind) {
        return plays.contains(Direction.CLIENT) || !FOR_CLIENTS.contains(kind);
    }

    /** Something that can be played to clients only. */
    void clientsOnly(Location at, String what) throws ScenarioError {
        only(Direction.CLIENT, at, what);
    }

    /** Something that can be played to servers only. */
    void serversOnly(Location at, String what) throws ScenarioError {
        only(Direction.SERVER, at, what);
    }

    private void only(Direction side, Location at, String what) throws ScenarioError {
        if (plays.contains(side.other())) {
            throw new ScenarioError(
                    at,
                    what + " can be played to a " + side.label() + " only: write \"plays: [" + side.label()
                            + "]\" above the steps");
        }
    }

    /** A step shows something that this side must do. */
    void judges(Direction side) {
        judged.add(side);
    }

    /** The first side that the file is played to and that none of its steps judges. */
    Optional<Direction> unjudged() {
        return plays.stream().filter(side -> !judged.contains(side)).findFirst();
    }
}
