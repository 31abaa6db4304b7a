package misskey.mock.world;

import java.util.Locale;
import java.util.Optional;

/** Whom a note is meant for. */
public enum Visibility {
    PUBLIC,
    HOME,
    FOLLOWERS,
    SPECIFIED;

    /** The word of the HTTP API. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Visibility> of(String label) {
        for (Visibility visibility : values()) {
            if (visibility.label().equals(label)) {
                return Optional.of(visibility);
            }
        }
        return Optional.empty();
    }
}
