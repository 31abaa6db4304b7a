package misskey.mock.play;

import java.util.List;
import misskey.protocol.conversation.Finding;

/**
 * What playing a scenario to a client came to.
 *
 * @param kind how it ended
 * @param message for people; empty where it passed
 * @param lines the journal lines that show it
 * @param findings what was found about the client besides
 */
public record Played(Kind kind, String message, List<Integer> lines, List<Finding> findings) {
    /** How a scenario ended. */
    public enum Kind {
        PASSED,
        /** The client did something else. */
        BROKEN,
        /** Nobody can see what the client tells, or the scenario does not say what to send. */
        UNTESTABLE
    }

    public boolean passed() {
        return kind == Kind.PASSED;
    }
}
