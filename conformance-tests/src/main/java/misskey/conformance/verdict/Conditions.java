package misskey.conformance.verdict;

import java.util.Optional;

/**
 * How a run was made.
 *
 * @param target what was judged, for people; no token in it
 * @param dialect the full name of the dialect that it was judged by
 * @param server what the server says it is; empty where it was not asked, or does not say
 * @param seed what made the ids of the mock's world
 */
public record Conditions(String target, String dialect, Optional<Served> server, long seed, Policy policy) {}
