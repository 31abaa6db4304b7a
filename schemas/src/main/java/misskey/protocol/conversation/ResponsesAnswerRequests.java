package misskey.protocol.conversation;

import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A server answers each api request once, under its id, and nothing that was not asked. */
final class ResponsesAnswerRequests implements Rule {
    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (state.meaning(from, frame)
                .filter(means -> means == Meaning.RESPONSE)
                .isEmpty()) {
            return;
        }
        String id = state.respondedId(frame);
        String shown = Json.excerpt(id, 60);
        if (!state.requests().wasEverAsked(id)) {
            findings.unasked(
                    "api.response-id",
                    "UNASKED_RESPONSE",
                    from,
                    line,
                    "a response carries the id \"" + shown + "\", which no request on this connection used");
        } else if (!state.requests().isWaiting(id)) {
            findings.proven(
                    "api.one-response",
                    "SECOND_RESPONSE",
                    from,
                    line,
                    "the request \"" + shown + "\" was answered already");
        }
    }
}
