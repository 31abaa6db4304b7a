package misskey.protocol.conversation;

import misskey.protocol.Direction;
import misskey.protocol.Line;
import misskey.protocol.Reading;

/** All interactions are JSON, as text; what is too large to judge is neither. */
final class MessagesAreFrames implements Rule {
    @Override
    public void rejected(Direction from, Reading.Rejected why, Line line, Findings findings) {
        if (why.reason() != Reading.Reason.TOO_LARGE) {
            findings.proven(
                    "connection.json-frames",
                    why.reason().name(),
                    from,
                    line,
                    "the " + from.label() + " sent a text message that is no frame: " + why.detail());
        }
    }

    @Override
    public void binary(Direction from, Line line, Findings findings) {
        findings.proven(
                "connection.no-binary", "BINARY_FRAME", from, line, "the " + from.label() + " sent a binary message");
    }
}
