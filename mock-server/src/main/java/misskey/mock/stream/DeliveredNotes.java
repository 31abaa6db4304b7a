package misskey.mock.stream;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which notes a connection was sent lately. */
final class DeliveredNotes {
    /** How many a connection keeps in mind; Misskey since 10.0, from notes on its sources. */
    private static final int MOST = 32;

    private final Set<String> notes = new LinkedHashSet<>();

    /** Keeps a note in mind; the oldest are forgotten. */
    void add(String note) {
        notes.add(note);
        if (notes.size() > MOST) {
            notes.remove(notes.iterator().next());
        }
    }

    boolean has(String note) {
        return notes.contains(note);
    }
}
