package misskey.mock.stream;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import misskey.mock.world.User;
import tools.jackson.databind.JsonNode;

/**
 * Who may be told of a fact.
 *
 * @param viewer the account; empty for nobody in particular
 * @param params what the channel was opened with; a missing node where nothing was said, and for updates of notes
 * @param owner whether what they name is the viewer's own
 */
public record Audience(Optional<User> viewer, JsonNode params, BooleanSupplier owner) {}
