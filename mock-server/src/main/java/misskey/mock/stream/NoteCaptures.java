package misskey.mock.stream;

import java.util.HashSet;
import java.util.Set;

/** The notes that a connection has captured. One release ends a capture, as the document says. */
public final class NoteCaptures {
    private final Set<String> captured = new HashSet<>();

    public void capture(String note) {
        captured.add(note);
    }

    /** Tells whether the note was captured. */
    public boolean release(String note) {
        return captured.remove(note);
    }

    public boolean holds(String note) {
        return captured.contains(note);
    }
}
