package misskey.protocol.conversation;

import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import misskey.protocol.Reading;

/**
 * One rule of a conversation. It is shown every message before the state takes it in, so that the
 * state is what both sides knew when it was sent. Each override costs the others nothing.
 */
interface Rule {
    /** A text message that is a frame. */
    default void frame(Direction from, Frame frame, Line line, State state, Findings findings) {}

    /** A text message that is not a frame. */
    default void rejected(Direction from, Reading.Rejected why, Line line, Findings findings) {}

    /** A binary message. */
    default void binary(Direction from, Line line, Findings findings) {}

    /** A ping, a pong, a close, or the handshake. */
    default void around(Line line, State state, Findings findings) {}

    /** Time has passed, or the connection has ended: what was left open can be decided. */
    default void settle(State state, boolean ended, long now, Findings findings) {}
}
