package misskey.mock.world;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Secret;

/**
 * An account. Immutable: a change of profile makes a new one.
 *
 * @param token the account's own, which may do everything
 * @param flags the settings that are on, named as the HTTP API names them, e.g. {@code isLocked}
 */
public record User(
        String id,
        String username,
        Optional<String> name,
        Optional<String> description,
        Instant createdAt,
        Secret token,
        boolean admin,
        boolean suspended,
        Set<String> flags) {

    /** Whether following it needs its approval. */
    boolean locked() {
        return flags.contains("isLocked");
    }

    User withProfile(Optional<String> newName, Optional<String> newDescription) {
        return new User(id, username, newName, newDescription, createdAt, token, admin, suspended, flags);
    }

    User withFlag(String flag, boolean on) {
        Set<String> changed = new LinkedHashSet<>(flags);
        if (on) {
            changed.add(flag);
        } else {
            changed.remove(flag);
        }
        return new User(id, username, name, description, createdAt, token, admin, suspended, Set.copyOf(changed));
    }

    User withToken(Secret changed) {
        return new User(id, username, name, description, createdAt, changed, admin, suspended, flags);
    }

    User withSuspension(boolean changed) {
        return new User(id, username, name, description, createdAt, token, admin, changed, flags);
    }
}
