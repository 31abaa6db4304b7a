package misskey.conformance.verdict;

import java.util.Map;

/**
 * What a server says of itself.
 *
 * @param software its family, in its own words, e.g. {@code misskey}
 * @param version e.g. {@code 2025.2.0}
 * @param from where it says so, e.g. {@code nodeinfo}
 * @param features what it says it has, by name, e.g. {@code localTimeline: off}; in the order they are shown
 */
public record Served(String software, String version, String from, Map<String, String> features) {}
