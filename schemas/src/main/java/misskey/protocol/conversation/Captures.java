package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The captured notes of one connection. In the document's words one release ends a capture; real servers count. */
final class Captures {
    private final Map<JsonNode, Capture> byNote = new Bounded<>();

    private final boolean counted;

    /** A note's captures: those in force, and how often it was captured and released in all. */
    private record Capture(int inForce, int captured, int released, OptionalLong releasedAt) {}

    Captures(boolean counted) {
        this.counted = counted;
    }

    /** A note that was released, but not as often as it was captured, or the other way round. */
    record Unbalanced(JsonNode note, int captured, int released) {}

    void capture(JsonNode note) {
        byNote.merge(
                note,
                new Capture(1, 1, 0, OptionalLong.empty()),
                (before, once) -> new Capture(
                        counted ? before.inForce + 1 : 1, before.captured + 1, before.released, OptionalLong.empty()));
    }

    void release(JsonNode note, long at) {
        byNote.computeIfPresent(note, (key, before) -> {
            int left = counted ? Math.max(0, before.inForce - 1) : 0;
            OptionalLong ended = left > 0 ? OptionalLong.empty() : before.releasedAt;
            return new Capture(
                    left,
                    before.captured,
                    before.released + 1,
                    left == 0 && before.inForce > 0 ? OptionalLong.of(at) : ended);
        });
    }

    boolean isCaptured(JsonNode note) {
        Capture capture = byNote.get(note);
        return capture != null && capture.inForce > 0;
    }

    /** Whether there is a capture of this note that no release has been sent for, counting both. */
    boolean isOwedARelease(JsonNode note) {
        Capture capture = byNote.get(note);
        return capture != null && capture.captured > capture.released;
    }

    /** When this note was released; empty while it is captured, and where it never was. */
    OptionalLong releasedAt(JsonNode note) {
        Capture capture = byNote.get(note);
        return capture == null ? OptionalLong.empty() : capture.releasedAt;
    }

    /** The notes that were released, but not as often as they were captured. */
    List<Unbalanced> unbalanced() {
        List<Unbalanced> found = new ArrayList<>();
        byNote.forEach((note, capture) -> {
            if (capture.released > 0 && capture.captured > capture.released) {
                found.add(new Unbalanced(note, capture.captured, capture.released));
            }
        });
        return found;
    }
}
