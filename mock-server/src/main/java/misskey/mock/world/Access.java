package misskey.mock.world;

import java.util.Optional;
import java.util.Set;

/**
 * What a token gives: an account, and what may be done in its name.
 *
 * @param permissions what the token of an app may do, e.g. {@code read:account}; empty for the account's own token
 */
public record Access(User user, Optional<Set<String>> permissions) {
    /** What an account's own token gives. */
    public static Access complete(User user) {
        return new Access(user, Optional.empty());
    }

    /** Whether it allows this kind of thing. */
    public boolean allows(String permission) {
        return permissions.map(granted -> granted.contains(permission)).orElse(true);
    }
}
