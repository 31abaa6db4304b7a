package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The captured notes of one connection. In the document's words one release ends a capture. */
final class Captures {
    private final Map<JsonNode, Capture> byNote = new Bounded<>();

    private record Capture(boolean inForce, int captured, int released, OptionalLong releasedAt) {}

    /** A note that was released, but not as often as it was captured, or the other way round. */
    record Unbalanced(JsonNode note, int captured, int released) {}

    void capture(JsonNode note) {
        Capture before = byNote.get(note);
        byNote.put(
                note,
                before == null
                        ? new Capture(true, 1, 0, OptionalLong.empty())
                        : new Capture(true, before.captured + 1, before.released, OptionalLong.empty()));
    }

    void release(JsonNode note, long at) {
        byNote.computeIfPresent(
                note, (key, before) -> new Capture(false, before.captured, before.released + 1, OptionalLong.of(at)));
    }

    boolean isCaptured(JsonNode note) {
        Capture capture = byNote.get(note);
        return capture != null && capture.inForce;
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
