package misskey.protocol.conversation;

import java.util.Optional;
import java.util.OptionalLong;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/** An event carries the id of a channel connection that was opened and has not been given up. */
final class EventsBelongToOpenChannels implements Rule {
    private final OnTheWay afterDisconnect = new OnTheWay("channel.disconnect-stops-events", "EVENT_AFTER_DISCONNECT");

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame).filter(means -> means == Meaning.EVENT).isEmpty()) {
            return;
        }
        JsonNode id = frame.member("id");
        Optional<String> channel = state.channels().nameOf(id);
        if (channel.isEmpty()) {
            findings.unasked(
                    "channel.id-echoed",
                    "EVENT_FOR_UNKNOWN_ID",
                    from,
                    line,
                    "an event carries the id " + Json.excerpt(id, 60) + ", which no connect on this connection used");
            return;
        }
        OptionalLong givenUpAt = state.channels().disconnectedAt(id);
        if (givenUpAt.isPresent() && !goesOn(channel.get(), id, state)) {
            String event = frame.member("type").stringValue("");
            state.dialect()
                    .channel(channel.get())
                    .map(Channel::events)
                    .map(events -> events.get(event))
                    .ifPresent(known -> late(line, channel.get(), known, frame, givenUpAt.getAsLong(), state));
        }
    }

    /** Whether servers of the dialect send on after the disconnect. */
    private static boolean goesOn(String channel, JsonNode id, State state) {
        Behaviour behaviour = state.dialect().behaviour();
        return behaviour.neverStopped().contains(channel)
                || (!behaviour.duplicatesStop() && state.channels().givenUpTogether(id) > 1);
    }

    private void late(Line line, String channel, Event known, Frame frame, long givenUpAt, State state) {
        afterDisconnect.event(
                line,
                frame,
                frame.member("body"),
                known,
                givenUpAt,
                state,
                "an event of " + channel + " came for the id " + Json.excerpt(frame.member("id"), 60)
                        + ", which was disconnected");
    }

    @Override
    public void settle(State state, boolean ended, long now, Findings findings) {
        afterDisconnect.settle(state, ended, now, findings);
    }
}
