package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Direction;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/**
 * Either side answers a ping by a pong with the same payload, within ten seconds. A pong to a later ping answers the
 * earlier ones too (RFC 6455, 5.5.3), and one that nobody asked for means nothing.
 */
final class PingsAreAnswered implements Rule {
    private static final long PATIENCE_MICROS = 10_000_000;
    private static final int MOST = 1_000;

    /** Of both sides, in order. */
    private final List<Line> unanswered = new ArrayList<>(0);

    @Override
    public void around(Line line, State state, Findings findings) {
        if (line.op() == Line.Op.PING && unanswered.size() < MOST) {
            unanswered.add(line);
        } else if (line.op() == Line.Op.PONG) {
            answered(line.from().other(), line.get("data"));
        }
    }

    private void answered(Direction asking, JsonNode payload) {
        for (int last = unanswered.size() - 1; last >= 0; last--) {
            Line ping = unanswered.get(last);
            if (ping.from() == asking && ping.get("data").equals(payload)) {
                unanswered.subList(0, last + 1).removeIf(earlier -> earlier.from() == asking);
                return;
            }
        }
    }

    @Override
    public void settle(State state, boolean ended, long now, Findings findings) {
        while (!unanswered.isEmpty() && now - unanswered.get(0).t() > PATIENCE_MICROS) {
            Line ping = unanswered.remove(0);
            Direction asked = ping.from().other();
            findings.proven(
                    asked == Direction.CLIENT ? "client.answers-pings" : "liveness.ping-answered",
                    "PING_UNANSWERED",
                    asked,
                    ping,
                    "the " + asked.label() + " did not answer a ping within ten seconds");
        }
    }
}
