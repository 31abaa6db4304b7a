package misskey.protocol.conversation;

import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A client gives each api request an id that tells its response from all others. */
final class RequestIdsAreUsedOnce implements Rule {
    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        String id = frame.member("id").stringValue("");
        if (frame.member("id").isString()
                && state.meaning(from, frame)
                        .filter(means -> means == Meaning.REQUEST)
                        .isPresent()
                && state.requests().isWaiting(id)) {
            findings.proven(
                    "client.request-ids-unique",
                    "DUPLICATE_REQUEST_ID",
                    from,
                    line,
                    "the request id \"" + Json.excerpt(id, 60) + "\" still waits for its response");
        }
    }
}
