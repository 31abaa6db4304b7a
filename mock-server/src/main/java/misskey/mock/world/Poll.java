package misskey.mock.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The poll of a note.
 *
 * @param multiple whether an account may vote for several choices
 * @param expiresAt when it ends; empty for one that does not
 */
record Poll(List<String> choices, boolean multiple, Optional<Instant> expiresAt) {}
