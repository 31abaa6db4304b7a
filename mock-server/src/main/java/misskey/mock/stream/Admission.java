package misskey.mock.stream;

import java.util.Optional;
import java.util.function.Function;
import misskey.mock.world.User;

/** The answer to a handshake. */
public sealed interface Admission {
    /** Calls the one that fits. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** The connection opens, for this account or for nobody in particular. */
    record Accepted(Optional<User> user) implements Admission {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** The connection is refused with this HTTP status. */
    record Refused(int status) implements Admission {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
