package misskey.protocol.conversation;

import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A client gives each connection to a channel an id of its own. */
final class ChannelIdsAreUsedOnce implements Rule {
    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame).filter(means -> means == Meaning.CONNECT).isPresent()
                && state.channels().isLive(frame.member("id"))) {
            findings.proven(
                    "client.ids-unique",
                    "DUPLICATE_CHANNEL_ID",
                    from,
                    line,
                    "the id " + Json.excerpt(frame.member("id"), 60) + " is connected already, to "
                            + state.channels().nameOf(frame.member("id")).orElse("?"));
        }
    }
}
