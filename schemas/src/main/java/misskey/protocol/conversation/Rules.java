package misskey.protocol.conversation;

import java.util.List;
import misskey.protocol.Dialect;
import misskey.protocol.FrameSchemas;

/** The rules of a conversation, as a table of contents. */
final class Rules {
    private Rules() {}

    /** A fresh set: rules keep what they have seen, so each connection has its own. */
    static List<Rule> all(Dialect dialect) {
        return List.of(
                new MessagesAreFrames(dialect), // every message is a JSON object with a type, as text
                new FramesFitTheirSchemas(
                        new FrameSchemas(dialect)), // and has the shape its type, channel and event ask for
                new EventsBelongToOpenChannels(), // no event for an id never connected or disconnected
                new PostsAreToldOnce(), // no post twice under one id
                new ConfirmationsAnswerConnects(dialect), // a connect that asks for it is confirmed, once and first
                new AnonymousConnectionsAreLimited(), // without a token nothing comes from channels that need one
                new ChannelIdsAreUsedOnce(), // no connect with an id that is in use
                new DisconnectsNameOpenChannels(), // no disconnect of an id that is not connected
                new ResponsesAnswerRequests(), // one response for each request, and none unasked
                new RequestIdsAreUsedOnce(), // no request with an id that still waits
                new UpdatesBelongToCaptures(), // no noteUpdated for a note that is not captured
                new CapturesBalance(), // what is captured is released, and nothing else
                new PingsAreAnswered()); // every ping gets its pong
    }
}
