package misskey.protocol.conversation;

import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A client disconnects ids that it connected. */
final class DisconnectsNameOpenChannels implements Rule {
    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame)
                        .filter(means -> means == Meaning.DISCONNECT)
                        .isPresent()
                && !state.channels().isLive(frame.member("id"))) {
            findings.proven(
                    "channel.disconnect-by-id",
                    "DISCONNECT_OF_UNKNOWN_ID",
                    from,
                    line,
                    "a disconnect names the id " + Json.excerpt(frame.member("id"), 60) + ", which is not connected");
        }
    }
}
