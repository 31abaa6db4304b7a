package misskey.mock.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the time of a session passes: what its timers go by, and when what it makes was made. */
public enum SessionTime {
    /** As everybody's. */
    REAL,
    /** It stands still until it is told to pass. */
    VIRTUAL,
    /**
     * As virtual, and while somebody is connected it jumps to what is due next by itself, once nothing moves and every
     * ping is answered, or has been unanswered for two seconds of real time.
     */
    AUTO;

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
