package misskey.mock.mutant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change of a frame. Where there is nothing at a place, nothing is changed there.
 *
 * @param set the new values, by JSON pointer
 * @param cut the places of what is left out
 */
record Edit(@Nullable Map<String, JsonNode> set, @Nullable List<String> cut) {
    JsonNode of(JsonNode frame) {
        JsonNode changed = frame.deepCopy();
        if (set != null) {
            set.forEach((place, value) -> {
                JsonPointer at = JsonPointer.compile(place);
                if (changed.at(at.head()) instanceof ObjectNode holder) {
                    holder.set(at.last().getMatchingProperty(), value);
                }
            });
        }
        if (cut != null) {
            cut.forEach(place -> {
                JsonPointer at = JsonPointer.compile(place);
                if (changed.at(at.head()) instanceof ObjectNode holder) {
                    holder.remove(at.last().getMatchingProperty());
                }
            });
        }
        return changed;
    }
}
