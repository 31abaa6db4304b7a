package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import misskey.protocol.Dialect.Event;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Line;
import tools.jackson.databind.JsonNode;

/**
 * Events that came although the client had changed its mind. One is a violation only if its cause
 * began after the server had answered something sent later on that connection, or if it came more than
 * ten seconds late; else it may have been on the way, and is a suspect. The calls that caused it are
 * often recorded after it, so the decision waits until they are known.
 */
final class OnTheWay {
    private static final long LATE_MICROS = 10_000_000;
    private static final int MOST = 1_000;

    private final String requirement;
    private final String code;
    private final List<Late> undecided = new ArrayList<>();

    OnTheWay(String requirement, String code) {
        this.requirement = requirement;
        this.code = code;
    }

    /** An event, when the client had given up what it belongs to, and what the dialect knows of it. */
    private record Late(
            Line line, JsonNode body, Optional<String> endpoint, long givenUpAt, int toldBefore, String message) {}

    /**
     * Takes in an event of something given up.
     *
     * @param about what the event is about: its body, or the body of the update
     * @param givenUpAt when the client gave it up
     */
    void event(Line line, Frame frame, JsonNode about, Event known, long givenUpAt, State state, String message) {
        if (undecided.size() < MOST) {
            int toldBefore = state.causes().timesTold(frame, about);
            undecided.add(new Late(line, about, known.call(), givenUpAt, toldBefore, message));
        }
    }

    void settle(State state, boolean ended, long now, Findings findings) {
        for (Iterator<Late> all = undecided.iterator(); all.hasNext(); ) {
            Late late = all.next();
            if (ended || now - late.line.t() > LATE_MICROS) {
                decide(late, state, findings);
                all.remove();
            }
        }
    }

    private void decide(Late late, State state, Findings findings) {
        if (isProven(late, state)) {
            findings.proven(requirement, code, Direction.SERVER, late.line, late.message);
        } else {
            findings.suspect(
                    requirement, code, Direction.SERVER, late.line, late.message + " (it may have been on the way)");
        }
    }

    private static boolean isProven(Late late, State state) {
        if (late.line.t() - late.givenUpAt > LATE_MICROS) {
            return true;
        }
        OptionalLong readBy = state.answers().readBy(late.givenUpAt);
        List<Causes.Cause> causes = late.endpoint.stream()
                .flatMap(endpoint -> state.causes().of(endpoint, late.body).stream())
                .skip(late.toldBefore)
                .filter(cause -> cause.answered() > late.givenUpAt - LATE_MICROS && cause.began() < late.line.t())
                .toList();
        return readBy.isPresent()
                && !causes.isEmpty()
                && causes.stream().allMatch(cause -> cause.began() > readBy.getAsLong());
    }
}
