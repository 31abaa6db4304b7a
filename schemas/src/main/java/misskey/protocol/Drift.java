package misskey.protocol;

/**
 * Something unknown to the dialect, and harmless: listed, never failed.
 *
 * @param by who sent it
 * @param kind what is unknown
 * @param name its name, with what it belongs to before it
 */
public record Drift(Direction by, Kind kind, String name) {
    /** What can be unknown. */
    public enum Kind {
        FRAME_TYPE("frame type"),
        CHANNEL("channel"),
        EVENT("event"),
        NOTE_UPDATE("note update"),
        MEMBER("member"),
        CHANNEL_MESSAGE("message to a channel");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The word for people. */
        public String label() {
            return label;
        }
    }
}
