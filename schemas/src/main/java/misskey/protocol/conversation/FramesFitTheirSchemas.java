package misskey.protocol.conversation;

import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.FrameSchemas;
import misskey.protocol.Line;

/** Each frame has the shape that its type, channel and event ask for; what is unknown is drift. */
final class FramesFitTheirSchemas implements Rule {
    private final FrameSchemas schemas;

    FramesFitTheirSchemas(FrameSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        FrameSchemas.Checked checked =
                schemas.check(from, frame, id -> state.channels().nameOf(id));
        checked.violations()
                .forEach(violation ->
                        findings.proven(violation.requirement(), "SCHEMA", from, line, violation.describe()));
        checked.drift().forEach(unknown -> findings.drift(unknown, line));
    }
}
