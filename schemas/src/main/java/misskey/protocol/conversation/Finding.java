package misskey.protocol.conversation;

import misskey.protocol.Direction;

/**
 * One observed violation.
 *
 * @param requirement the id of the requirement it breaks
 * @param code what kind of breach, e.g. {@code EVENT_AFTER_UNSUB}
 * @param by who did it
 * @param certainty whether it is proved
 * @param conn the connection it was seen on
 * @param line the number of the transcript line that shows it
 * @param message one sentence for people
 */
public record Finding(
        String requirement, String code, Direction by, Certainty certainty, String conn, int line, String message) {
    /** How sure a finding is. */
    public enum Certainty {
        /** Nothing else explains what was seen. */
        PROVEN,
        /** It may have been on the way when the other side changed its mind: listed, never failed. */
        SUSPECT
    }

    /** Whether nothing else explains it. */
    public boolean proven() {
        return certainty == Certainty.PROVEN;
    }
}
