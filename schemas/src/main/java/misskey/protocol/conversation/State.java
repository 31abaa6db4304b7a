package misskey.protocol.conversation;

import java.util.Optional;
import misskey.protocol.Behaviour;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Answers.Kind;
import tools.jackson.databind.node.StringNode;

/** What both sides of a connection know so far. */
final class State {
    private final Dialect dialect;
    private final Channels channels = new Channels();
    private final Captures captures;
    private final Requests requests = new Requests();
    private final Answers answers = new Answers();
    private final Causes causes = new Causes();

    // Every rule asks what the same frame means.
    private Direction lastFrom = Direction.CLIENT;
    private String lastType = "";
    private Optional<Meaning> lastMeaning = Optional.empty();

    State(Dialect dialect) {
        this.dialect = dialect;
        this.captures = new Captures(dialect.behaviour().captures() == Behaviour.Captures.COUNTED);
    }

    Channels channels() {
        return channels;
    }

    Captures captures() {
        return captures;
    }

    Requests requests() {
        return requests;
    }

    /** When the server is known to have read up to which moment. */
    Answers answers() {
        return answers;
    }

    /** What brought events about, as far as it was recorded. */
    Causes causes() {
        return causes;
    }

    /** What a frame of this direction means; empty where the dialect does not know it. */
    Optional<Meaning> meaning(Direction from, Frame frame) {
        if (from != lastFrom || !frame.type().equals(lastType)) {
            lastFrom = from;
            lastType = frame.type();
            lastMeaning = dialect.frameType(from, lastType).map(FrameType::means);
        }
        return lastMeaning;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The id that a response carries in its type. */
    String respondedId(Frame frame) {
        return frame.type().substring(dialect.canonical(Meaning.RESPONSE).name().length());
    }

    /** Takes in a frame, once the rules have seen it. */
    void apply(Direction from, Frame frame, Line line) {
        meaning(from, frame).ifPresent(means -> apply(means, frame, line));
    }

    private void apply(Meaning means, Frame frame, Line line) {
        switch (means) {
            case CONNECT -> {
                channels.connect(frame.member("id"), frame.member("channel").stringValue("?"));
                if (frame.member("pong").booleanValue(false)) {
                    answers.asked(Direction.CLIENT, Kind.CONNECT, frame.member("id"), line.t());
                }
            }
            case CONNECTED -> answers.answered(Direction.SERVER, Kind.CONNECT, frame.member("id"), line.t());
            case DISCONNECT -> channels.disconnect(frame.member("id"), line.t());
            case REQUEST -> {
                String id = Json.text(frame.member("id"));
                requests.asked(id, frame, line.t());
                answers.asked(Direction.CLIENT, Kind.REQUEST, StringNode.valueOf(id), line.t());
            }
            case RESPONSE -> {
                String id = respondedId(frame);
                requests.answered(id).ifPresent(asked -> causes.requested(asked, frame.body(), line.t()));
                answers.answered(Direction.SERVER, Kind.REQUEST, StringNode.valueOf(id), line.t());
            }
            case CAPTURE -> captures.capture(frame.member("id"));
            case RELEASE -> captures.release(frame.member("id"), line.t());
            case EVENT -> causes.told(frame, frame.member("body"));
            case NOTE_UPDATE -> causes.told(frame, frame.body());
            case MESSAGE, NOTICE, BROADCAST -> {
                // These change nothing that a rule looks at.
            }
        }
    }
}
