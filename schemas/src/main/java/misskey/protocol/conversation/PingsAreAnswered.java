package misskey.protocol.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
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

    private final Map<Direction, Deque<Line>> open = new EnumMap<>(Map.of(
            Direction.CLIENT, new ArrayDeque<>(),
            Direction.SERVER, new ArrayDeque<>()));

    @Override
    public void around(Line line, State state, Findings findings) {
        if (line.op() == Line.Op.PING) {
            Deque<Line> pings = open.getOrDefault(line.from(), new ArrayDeque<>());
            if (pings.size() < MOST) {
                pings.add(line);
            }
        } else if (line.op() == Line.Op.PONG) {
            Deque<Line> pings = open.getOrDefault(line.from().other(), new ArrayDeque<>());
            JsonNode payload = line.get("data");
            if (pings.stream().anyMatch(ping -> ping.get("data").equals(payload))) {
                while (!pings.remove().get("data").equals(payload)) {
                    // An earlier one: it is answered by this as well.
                }
            }
        }
    }

    @Override
    public void settle(State state, boolean ended, long now, Findings findings) {
        open.forEach((asking, pings) -> {
            while (!pings.isEmpty() && now - pings.element().t() > PATIENCE_MICROS) {
                Direction asked = asking.other();
                findings.proven(
                        asked == Direction.CLIENT ? "client.answers-pings" : "liveness.ping-answered",
                        "PING_UNANSWERED",
                        asked,
                        pings.remove(),
                        "the " + asked.label() + " did not answer a ping within ten seconds");
            }
        });
    }
}
