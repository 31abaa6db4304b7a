package misskey.scenario.play;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The scenario cannot go on. */
public final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String code;
    private final transient Shown shown;

    /**
     * What shows it.
     *
     * @param nearest what came nearest to what was awaited
     * @param line the line of the transcript that is wrong, or 0
     * @param awaited the frame that did not come, as far as it is known
     */
    record Shown(Optional<Heard.Near> nearest, int line, Optional<JsonNode> awaited) {
        static final Shown NOTHING = new Shown(Optional.empty(), 0, Optional.empty());
    }

    public Broken(Why why, String message) {
        this(why, why.code(), message, Shown.NOTHING);
    }

    /** @param code under what it is known, where that is more than what kind of thing it is */
    public Broken(Why why, String code, String message) {
        this(why, code, message, Shown.NOTHING);
    }

    /** Something that was awaited did not come. */
    Broken(Why why, String code, String message, Optional<Heard.Near> nearest, JsonNode awaited) {
        this(
                why,
                code,
                message,
                new Shown(nearest, nearest.map(each -> each.line().n()).orElse(0), Optional.of(awaited)));
    }

    Broken(Why why, String code, String message, Shown shown) {
        super(message);
        this.why = why;
        this.code = code;
        this.shown = shown;
    }

    public Why why() {
        return why;
    }

    /** Under what it is known, e.g. {@code NO_EVENT}. */
    public String code() {
        return code;
    }

    Shown shown() {
        return shown;
    }

    /** What kind of thing went wrong. */
    public enum Why {
        /** Nothing like it came in time. */
        TIMEOUT("nothing came", "NO_EVENT", Ending.BROKEN),
        /** Something came that is almost it. */
        WRONG_FRAME("wrong frame", "WRONG_BODY", Ending.BROKEN),
        /** What came nearest breaks the protocol's schema. */
        SCHEMA("schema violation", "SCHEMA", Ending.BROKEN),
        /** The connection ended before it came. */
        CLOSED("connection closed", "CONNECTION_LOST", Ending.BROKEN),
        /** It came, and must not. */
        FORBIDDEN("forbidden", "UNEXPECTED_EVENT", Ending.BROKEN),
        /** The handshake was not answered as it had to be. */
        HANDSHAKE("handshake", "HANDSHAKE_FAILED", Ending.BROKEN),
        /** The client under test failed, or did not report what it had to. */
        CLIENT("client", "CLIENT", Ending.BROKEN),
        /** A requirement that the scenario covers was broken on the way. */
        FINDING("finding", "FINDING", Ending.BROKEN),
        /** Something that is needed is not there. */
        MISSING("cannot be tested", "MISSING", Ending.UNTESTABLE),
        /** The dialect has no such thing. */
        NOT_APPLICABLE("not applicable", "NOT_APPLICABLE", Ending.NOT_APPLICABLE),
        /** The file asks for what cannot be. */
        MISTAKE("mistake in the scenario", "MISTAKE", Ending.MISTAKEN),
        /** The adapter of the client under test does not keep to its protocol. */
        ADAPTER("mistake of the adapter", "ADAPTER", Ending.UNTESTABLE);

        private final String label;
        private final String code;
        private final Ending ending;

        Why(String label, String code, Ending ending) {
            this.label = label;
            this.code = code;
            this.ending = ending;
        }

        /** In a few words. */
        public String label() {
            return label;
        }

        /** Under what it is known where nothing closer is. */
        String code() {
            return code;
        }

        /** How a scenario ends for this reason. */
        public Ending ending() {
            return ending;
        }
    }

    /** How a scenario ended. */
    public enum Ending {
        PASSED,
        /** The other side did something else. */
        BROKEN,
        /** Nobody can see what has to be seen, or something is missing. */
        UNTESTABLE,
        NOT_APPLICABLE,
        /** The scenario asks for what cannot be. */
        MISTAKEN
    }
}
