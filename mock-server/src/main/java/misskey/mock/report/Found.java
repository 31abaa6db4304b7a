package misskey.mock.report;

import misskey.protocol.Level;
import misskey.protocol.conversation.Finding;

/** A finding about a client, and how much its requirement weighs in the session's dialect. */
public record Found(Finding finding, Level level) {
    /** Whether it is held against the client. */
    boolean fails() {
        return finding.proven() && level == Level.MUST;
    }
}
