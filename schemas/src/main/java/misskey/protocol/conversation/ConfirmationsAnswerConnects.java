package misskey.protocol.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import misskey.protocol.Behaviour.Connected;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server confirms a connect that asks for it once, before the first event, and connects in their order. */
final class ConfirmationsAnswerConnects implements Rule {
    private final boolean always;
    private final Map<JsonNode, Connects> byId = new Bounded<>();
    private int sent;
    private int lastConfirmed;

    ConfirmationsAnswerConnects(Dialect dialect) {
        this.always = dialect.behaviour().connected() == Connected.ALWAYS;
    }

    /** The connects of one id: the numbers of those that wait for their confirmation, and what was before. */
    private static final class Connects {
        private final Deque<Integer> waiting = new ArrayDeque<>();
        private boolean silent;
        private boolean confirmed;
    }

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        Meaning means = state.meaning(from, frame).orElse(Meaning.NOTICE);
        JsonNode id = frame.member("id");
        if (means == Meaning.CONNECT) {
            Connects connects = byId.computeIfAbsent(id, key -> new Connects());
            JsonNode pong = frame.member("pong");
            sent++;
            if (always || (!pong.isMissingNode() && !pong.isNull() && !(pong.isBoolean() && !pong.booleanValue()))) {
                connects.waiting.add(sent);
            } else {
                connects.silent = true;
            }
        } else if (means == Meaning.CONNECTED) {
            confirmed(id, byId.computeIfAbsent(id, key -> new Connects()), line, findings);
        } else if (means == Meaning.EVENT) {
            event(id, byId.get(id), line, findings);
        }
    }

    private void confirmed(JsonNode id, Connects connects, Line line, Findings findings) {
        Integer number = connects.waiting.poll();
        if (number == null) {
            report(
                    connects.confirmed ? "channel.connected-once" : "channel.no-connected-unasked",
                    connects.confirmed ? "CONNECTED_TWICE" : "CONNECTED_UNASKED",
                    line,
                    "the server confirms the id " + Json.excerpt(id, 60)
                            + (connects.confirmed ? " again" : ", for which no connect asked"),
                    findings);
        } else if (number < lastConfirmed && connects.waiting.isEmpty()) {
            report(
                    "channel.connected-in-order",
                    "CONNECTED_OUT_OF_ORDER",
                    line,
                    "the server confirms the id " + Json.excerpt(id, 60) + " after one that was connected later",
                    findings);
        } else {
            lastConfirmed = Math.max(number, lastConfirmed);
        }
        connects.confirmed = true;
    }

    private static void event(JsonNode id, @Nullable Connects connects, Line line, Findings findings) {
        if (connects != null && !connects.waiting.isEmpty() && !connects.silent && !connects.confirmed) {
            report(
                    "channel.connected-before-events",
                    "EVENT_BEFORE_CONNECTED",
                    line,
                    "an event came for the id " + Json.excerpt(id, 60) + " before its connect was confirmed",
                    findings);
        }
    }

    private static void report(String requirement, String code, Line line, String message, Findings findings) {
        findings.unasked(requirement, code, Direction.SERVER, line, message);
    }
}
