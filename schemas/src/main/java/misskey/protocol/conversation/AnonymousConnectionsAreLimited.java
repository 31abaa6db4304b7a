package misskey.protocol.conversation;

import java.util.Optional;
import misskey.protocol.Dialect.Channel;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A connection that was opened without a token gets nothing from channels that need one. */
final class AnonymousConnectionsAreLimited implements Rule {
    private boolean anonymous;

    @Override
    public void around(Line line, State state, Findings findings) {
        if (line.op() == Line.Op.OPEN) {
            String url = line.get("url").stringValue("");
            anonymous = !line.members().has("as")
                    && !url.contains("?i=")
                    && !url.contains("&i=")
                    && !line.members().has("headers");
        }
    }

    @Override
    public void frame(Direction from, Frame frame, Line line, State state, Findings findings) {
        if (!anonymous || from != Direction.SERVER) {
            return;
        }
        Meaning means = state.meaning(from, frame).orElse(Meaning.NOTICE);
        if (means != Meaning.EVENT && means != Meaning.CONNECTED) {
            return;
        }
        Optional<Channel> channel = state.channels()
                .nameOf(frame.member("id"))
                .flatMap(name -> state.dialect().channel(name))
                .filter(Channel::credential);
        channel.ifPresent(opened -> findings.proven(
                means == Meaning.EVENT ? "connection.anonymous-limited" : "channel.no-connected-without-account",
                means == Meaning.EVENT ? "EVENT_WITHOUT_ACCOUNT" : "CONNECTED_WITHOUT_ACCOUNT",
                from,
                line,
                "a connection without a token was "
                        + (means == Meaning.EVENT ? "sent an event of " : "confirmed the channel ")
                        + Json.excerpt(opened.name(), 60)));
    }
}
