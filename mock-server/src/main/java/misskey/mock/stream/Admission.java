package misskey.mock.stream;

import java.util.Optional;
import java.util.function.Function;
import misskey.mock.world.Access;
import misskey.mock.world.User;
import misskey.protocol.Behaviour.Refusal;

/** The answer to a handshake. */
public sealed interface Admission {
    /** Calls the one that fits. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** The connection opens, with what its token gives or for nobody in particular. */
    record Accepted(Optional<Access> access) implements Admission {
        /** Whose token it was. */
        public Optional<User> user() {
            return access.map(Access::user);
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** The connection is refused: with an HTTP status, or by no answer at all. */
    record Refused(Refusal how) implements Admission {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
