package misskey.mock.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import misskey.mock.MockSession;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The frames that clients have sent so far, and those that come while one is waited for. Used by one thread. */
final class ClientFrames {
    private final MockSession session;
    private final Optional<String> connection;
    private final Duration patience;
    private final List<Sent> seen = new ArrayList<>();
    private int unread;

    /** A text message that is JSON. */
    record Sent(Line line, JsonNode frame) {
        boolean fits(FramePattern pattern) {
            return pattern.match(frame, new Bindings()).matches();
        }
    }

    ClientFrames(MockSession session, Optional<String> connection, Duration patience) {
        this.session = session;
        this.connection = connection;
        this.patience = patience;
    }

    /** Shows each frame in order until one is wanted; tells whether one came in time. */
    boolean await(Predicate<Sent> wanted) {
        try {
            return session.await(
                            line -> isOurs(line) && read(line).filter(wanted).isPresent(), patience)
                    .isPresent();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for what the client does", stop);
        }
    }

    /** Every frame that was shown. */
    List<Sent> seen() {
        return seen;
    }

    /** How many messages were longer than the journal keeps: nobody can tell what they fit. */
    int unread() {
        return unread;
    }

    private boolean isOurs(Line line) {
        return line.op() == Line.Op.TEXT
                && line.from() == Direction.CLIENT
                && connection.map(line.conn()::equals).orElse(true);
    }

    private Optional<Sent> read(Line line) {
        Optional<String> text = line.wholeText();
        if (text.isEmpty()) {
            unread++;
            return Optional.empty();
        }
        try {
            Sent sent = new Sent(line, Json.read(text.get()));
            seen.add(sent);
            return Optional.of(sent);
        } catch (JacksonException notJson) {
            return Optional.empty(); // a text that is no JSON fits no pattern
        }
    }
}
