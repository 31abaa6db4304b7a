package misskey.mock.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import misskey.protocol.Behaviour;
import misskey.protocol.Behaviour.Captures;
import misskey.protocol.Behaviour.ExtraRelease;

/** The notes that a connection has captured, and how often. */
public final class NoteCaptures {
    private final Behaviour behaviour;
    private final Map<String, Integer> captured = new HashMap<>();
    private final Set<String> lost = new HashSet<>();

    NoteCaptures(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Captures a note, once more where captures are counted. */
    public void capture(String note) {
        if (!lost.contains(note)) {
            captured.merge(note, 1, behaviour.captures() == Captures.COUNTED ? Integer::sum : Math::max);
        }
    }

    /** Takes one capture back; tells whether the note was captured. */
    public boolean release(String note) {
        if (!captured.containsKey(note)) {
            if (behaviour.extraRelease() == ExtraRelease.POISONS) {
                lost.add(note);
            }
            return false;
        }
        captured.computeIfPresent(note, (id, times) -> times == 1 ? null : times - 1);
        return true;
    }

    public boolean holds(String note) {
        return captured.containsKey(note);
    }
}
