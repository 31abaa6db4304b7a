package misskey.protocol;

/**
 * A token. Its value leaves only through {@link #reveal()}, so that no log, message or report prints
 * it by accident; everything else sees {@code <label>}.
 */
public final class Secret {
    private final String label;
    private final String value;

    private Secret(String label, String value) {
        this.label = label;
        this.value = value;
    }

    /** A token and the name it is written by, usually the account's. */
    public static Secret of(String label, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the token of " + label + " is empty");
        }
        return new Secret(label, value);
    }

    /** The token itself, for the one place that sends it. */
    public String reveal() {
        return value;
    }

    /** What is written in its place. */
    public String mask() {
        return "<" + label + ">";
    }

    @Override
    public String toString() {
        return mask();
    }
}
