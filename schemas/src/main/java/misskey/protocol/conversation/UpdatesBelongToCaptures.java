package misskey.protocol.conversation;

import java.util.OptionalLong;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/** A server tells updates of captured notes only. */
final class UpdatesBelongToCaptures implements Rule {
    private final OnTheWay afterRelease = new OnTheWay("note.unsub-stops-events", "EVENT_AFTER_UNSUB");

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame)
                .filter(means -> means == Meaning.NOTE_UPDATE)
                .isEmpty()) {
            return;
        }
        JsonNode note = frame.member("id");
        if (state.captures().isCaptured(note)) {
            return;
        }
        OptionalLong releasedAt = state.captures().releasedAt(note);
        if (releasedAt.isEmpty()) {
            findings.unasked(
                    "note.quiet-without-capture",
                    "UPDATE_WITHOUT_CAPTURE",
                    from,
                    line,
                    "an update tells of the note " + Json.excerpt(note, 60) + ", which was never captured");
            return;
        }
        String type = frame.member("type").stringValue("");
        state.dialect()
                .noteUpdate(type)
                .ifPresent(known -> afterRelease.event(
                        line,
                        frame,
                        frame.body(),
                        known,
                        releasedAt.getAsLong(),
                        state,
                        "an update tells of the note " + Json.excerpt(note, 60) + ", which was released"));
    }

    @Override
    public void settle(State state, boolean ended, long now, Findings findings) {
        afterRelease.settle(state, ended, now, findings);
    }
}
