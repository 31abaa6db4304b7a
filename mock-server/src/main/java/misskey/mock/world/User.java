package misskey.mock.world;

import java.time.Instant;
import java.util.Optional;
import misskey.protocol.Secret;

/** An account. Immutable: a change of profile makes a new one. */
public record User(
        String id,
        String username,
        Optional<String> name,
        Optional<String> description,
        Instant createdAt,
        Secret token,
        boolean admin) {

    User withProfile(Optional<String> newName, Optional<String> newDescription) {
        return new User(id, username, newName, newDescription, createdAt, token, admin);
    }
}
