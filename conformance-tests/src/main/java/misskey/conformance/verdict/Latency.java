package misskey.conformance.verdict;

/**
 * How long something took to be told.
 *
 * @param what what was waited for, in words
 * @param micros from the moment its cause began
 */
public record Latency(String what, long micros) {}
