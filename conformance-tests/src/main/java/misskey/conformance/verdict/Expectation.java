package misskey.conformance.verdict;

import tools.jackson.databind.JsonNode;

/**
 * What a case expected of one connection, as data: from it a scenario can be made that shows the same.
 *
 * @param conn the connection's name in the transcript
 * @param times how often, for {@link Kind#EXACTLY}; else 1
 * @param pattern of the frame, in the language of scenarios
 * @param said the number of the transcript's last line when the case said it
 * @param line the number of the line that met it, or that was looked at; 0 where there is none
 * @param broken whether it is what the case failed by
 */
public record Expectation(String conn, Kind kind, int times, JsonNode pattern, int said, int line, boolean broken) {
    /** What kind of thing is expected. */
    public enum Kind {
        /** A frame has to come. */
        AWAITED,
        /** A frame that came has to look so too. */
        CHECKED,
        /** No such frame may come, from when it is said on. */
        FORBIDDEN,
        /** So many such frames come while the connection lasts. */
        EXACTLY
    }
}
