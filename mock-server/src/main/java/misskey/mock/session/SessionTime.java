package misskey.mock.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the time of a session passes: what its timers go by, and when what it makes was made. */
public enum SessionTime {
    /** As everybody's. */
    REAL,
    /** It stands still until it is told to pass. */
    VIRTUAL;

    /** The words users write. */
    public static final List<String> LABELS =
            Arrays.stream(values()).map(SessionTime::label).toList();

    /** The word users write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this label, which has to be one. */
    public static SessionTime of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
