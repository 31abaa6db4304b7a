package misskey.protocol;

import java.util.Locale;

/** Who sent a frame, or whom a finding is about. */
public enum Direction {
    CLIENT,
    SERVER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name as transcripts and reports write it: {@code client} or {@code server}. */
    public String label() {
        return label;
    }

    /** The other side. */
    public Direction other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /** Reads {@link #label()} back; throws {@link IllegalArgumentException} for any other word. */
    public static Direction of(String label) {
        for (Direction direction : values()) {
            if (direction.label.equals(label)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("expected \"client\" or \"server\", found \"" + label + "\"");
    }
}
