package misskey.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/**
 * The frame that came nearest to what was awaited, and how it differs.
 *
 * @param frame the frame
 * @param differences where it differs, in the pattern's order
 */
public record NearMiss(JsonNode frame, List<FramePattern.Difference> differences) {

    /** The nearest of some frames; empty where there are none. Of equals the latest. */
    public static Optional<NearMiss> among(
            Collection<? extends JsonNode> frames, FramePattern pattern, Bindings bindings) {
        return frames.stream()
                .map(frame -> new NearMiss(frame, pattern.match(frame, bindings).differences()))
                .reduce((best, next) -> Comparator.comparingInt((NearMiss miss) -> miss.differences.size())
                                        .compare(next, best)
                                <= 0
                        ? next
                        : best);
    }

    /** Lines for people: the frame, then each difference. */
    public String describe() {
        StringBuilder text = new StringBuilder("nearest: ").append(Json.excerpt(frame, 160));
        for (FramePattern.Difference difference : differences) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(difference.pointer().isEmpty() ? "the frame" : difference.pointer())
                    .append(": expected ")
                    .append(difference.expected())
                    .append(", found ")
                    .append(difference.found());
        }
        return text.toString();
    }
}
