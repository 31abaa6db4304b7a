package misskey.protocol.conversation;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import misskey.protocol.Reading;
import misskey.protocol.conversation.Answers.Kind;

/**
 * Judges one connection: give it the connection's transcript lines in order, and the {@code call}
 * lines of every account, and take the findings. Incremental and bounded. Not thread-safe: one caller
 * at a time.
 */
public final class Conversation {
    private static final long SECOND = 1_000_000;

    private final State state;
    private final List<Rule> rules;
    private final Findings findings = new Findings();
    private long settledAt;
    private int framesJudged;
    private int framesUnjudged;
    private boolean ended;

    public Conversation(Dialect dialect) {
        this.state = new State(dialect);
        this.rules = Rules.all(dialect);
    }

    /** Takes in the next line of this connection, or a call of any account. Lines of other kinds change nothing. */
    public void accept(Line line) {
        if (ended) {
            return;
        }
        settle(line.t(), false);
        switch (line.op()) {
            case TEXT -> text(line);
            case BINARY -> {
                rules.forEach(rule -> rule.binary(line.from(), line, findings));
                if (state.dialect().behaviour().binaryRead() && line.from() == Direction.CLIENT) {
                    line.wholeBinaryAsText().ifPresent(text -> judge(line, text));
                }
            }
            case CALL -> state.causes().called(line);
            case OPEN, CLOSE -> rules.forEach(rule -> rule.around(line, state, findings));
            case PING -> {
                rules.forEach(rule -> rule.around(line, state, findings));
                state.answers().asked(line.from(), Kind.PING, line.get("data"), line.t());
            }
            case PONG -> {
                rules.forEach(rule -> rule.around(line, state, findings));
                state.answers().answered(line.from(), Kind.PING, line.get("data"), line.t());
            }
            case CLOSED -> end(line.t());
            case STATE, OPENED, REFUSED, UNANSWERED, ERROR, EXCHANGE, REMARK -> {
                // Nothing that a rule of this connection's messages looks at.
            }
        }
    }

    /** Time has passed without a line that matters, which decides what was left open until now. */
    public void passed(long now) {
        if (!ended) {
            settle(now, false);
        }
    }

    /** Decides what was left open. Lines after this are not taken in. */
    public void end(long now) {
        if (!ended) {
            settle(now, true);
            ended = true;
        }
    }

    /** The findings since this was last asked. */
    public List<Finding> takeFindings() {
        return findings.take();
    }

    /** What was unknown to the dialect so far. */
    public Drifts drifts() {
        return findings.drifts();
    }

    /** How many messages were judged. */
    public int framesJudged() {
        return framesJudged;
    }

    /** How many messages could not be judged, because the recording holds only a part of them. */
    public int framesUnjudged() {
        return framesUnjudged;
    }

    /** Nothing is decided by less than a second: it is enough to ask the rules that often. */
    private void settle(long now, boolean end) {
        if (end || now - settledAt >= SECOND) {
            settledAt = now;
            rules.forEach(rule -> rule.settle(state, end, now, findings));
        }
    }

    private void text(Line line) {
        Optional<String> text = line.wholeText();
        if (text.isEmpty()) {
            framesUnjudged++;
            if (line.from() == Direction.CLIENT) {
                findings.frameIsUnknown();
            }
            return;
        }
        framesJudged++;
        judge(line, text.get());
    }

    private void judge(Line line, String text) {
        Direction from = line.from();
        Reading reading = Frame.read(text);
        reading.fold(
                frame -> {
                    rules.forEach(rule -> rule.frame(from, frame, line, state, findings));
                    state.apply(from, frame, line);
                    return framesJudged;
                },
                rejected -> {
                    rules.forEach(rule -> rule.rejected(from, rejected, line, findings));
                    return framesJudged;
                });
    }
}
