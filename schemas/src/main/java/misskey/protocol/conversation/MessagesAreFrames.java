package misskey.protocol.conversation;

import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Line;
import misskey.protocol.Reading;

/**
 * All interactions are JSON, as text; what is too large to judge is neither. Old servers answer the bare text
 * {@code ping} with the bare text {@code pong}: in their dialects these two are no mistake.
 */
final class MessagesAreFrames implements Rule {
    private final boolean textPing;
    private int pongsOwed;

    MessagesAreFrames(Dialect dialect) {
        this.textPing = dialect.behaviour().textPing();
    }

    @Override
    public void rejected(Direction from, Reading.Rejected why, Line line, Findings findings) {
        if (why.reason() != Reading.Reason.TOO_LARGE
                && !isTextPing(from, line.wholeText().orElse(""))) {
            findings.proven(
                    "connection.json-frames",
                    why.reason().name(),
                    from,
                    line,
                    "the " + from.label() + " sent a text message that is no frame: " + why.detail());
        }
    }

    private boolean isTextPing(Direction from, String text) {
        if (textPing && from == Direction.CLIENT && text.equals("ping")) {
            pongsOwed++;
            return true;
        }
        if (pongsOwed > 0 && from == Direction.SERVER && text.equals("pong")) {
            pongsOwed--;
            return true;
        }
        return false;
    }

    @Override
    public void binary(Direction from, Line line, Findings findings) {
        findings.proven(
                "connection.no-binary", "BINARY_FRAME", from, line, "the " + from.label() + " sent a binary message");
    }
}
