package misskey.mock.session;

import java.util.List;
import java.util.Optional;
import misskey.mock.stream.Admission;
import misskey.mock.world.Access;
import misskey.mock.world.World;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.Refusal;
import misskey.protocol.Behaviour.RepeatedToken;

/** Whom a session's streams let in: what a handshake is answered, as servers of the dialect do. */
public final class Door {
    private static final String SCHEME = "Bearer ";
    /** What the token of an app has to allow, where permissions count. */
    private static final String PERMISSION = "read:account";

    private final World world;
    private final Behaviour behaviour;

    Door(World world, Behaviour behaviour) {
        this.world = world;
        this.behaviour = behaviour;
    }

    /** The token that a handshake carries, whether its server would read it or not; empty where there is none. */
    public static Optional<String> tokenOf(List<String> tokens, Optional<String> authorization) {
        return tokens.stream()
                .findFirst()
                .or(() -> authorization
                        .filter(header -> header.startsWith(SCHEME))
                        .map(header -> header.substring(SCHEME.length())));
    }

    /**
     * What is answered.
     *
     * @param tokens the values of {@code i}, in the order of the query; an empty one is a token like any other
     * @param authorization the header of this name
     */
    Admission admit(List<String> tokens, Optional<String> authorization) {
        Optional<String> bearer = bearer(authorization);
        if (bearer.isPresent()) {
            return admit(bearer.get());
        }
        if (tokens.size() > 1 && behaviour.repeatedToken() == RepeatedToken.HANG) {
            return new Admission.Refused(new Refusal(0));
        }
        return tokens.isEmpty() ? new Admission.Accepted(Optional.empty()) : admit(tokens.get(0));
    }

    /** What the token gives that is read, whether that lets it in or not. */
    Optional<Access> found(List<String> tokens, Optional<String> authorization) {
        return bearer(authorization).or(() -> tokens.stream().findFirst()).flatMap(world::access);
    }

    private Optional<String> bearer(Optional<String> authorization) {
        return authorization
                .filter(header -> behaviour.bearerHeader() && header.startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()));
    }

    private Admission admit(String token) {
        Optional<Access> access = world.access(token);
        if (access.isEmpty() || (behaviour.appPermissions() && !access.get().allows(PERMISSION))) {
            return new Admission.Refused(behaviour.badToken());
        }
        return access.get().user().suspended()
                ? new Admission.Refused(behaviour.suspended())
                : new Admission.Accepted(access);
    }
}
