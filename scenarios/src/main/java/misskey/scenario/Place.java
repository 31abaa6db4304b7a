package misskey.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a step stands and what it is about: the keys beside it.
 *
 * @param at where it stands in its file
 * @param on the account on whose connection; empty for the connection that was opened last
 * @param nth which of that account's connections, from 1; empty for its last
 * @param within how long to wait
 * @param covers which of the requirements that the file covers it decides about; empty where all of them
 */
public record Place(
        Location at, Optional<String> on, Optional<Integer> nth, Optional<Duration> within, List<String> covers) {}
