package misskey.mock.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.PatternText;

/**
 * An assertion that something was not sent. It is proved by what was sent instead: let the client do something else
 * after what it must not do, and name that frame. Nobody waits any longer once it is there; where it does not come,
 * the assertion fails, because silence alone says nothing.
 */
public final class Absence {
    private final MockSessionAssert origin;
    private final FramePattern forbidden;

    Absence(MockSessionAssert origin, FramePattern forbidden) {
        this.origin = origin;
        this.forbidden = forbidden;
    }

    /** Not from the beginning to the first frame like this. */
    public MockSessionAssert until(String last) {
        return check(Optional.empty(), PatternText.read(last));
    }

    /** Not from the beginning to the first frame like this. */
    public MockSessionAssert until(Map<String, ?> last) {
        return check(Optional.empty(), MockSessionAssert.read(last));
    }

    /** Not between the first frame like {@code first} and the next like {@code last} on the same connection. */
    public MockSessionAssert between(String first, String last) {
        return check(Optional.of(PatternText.read(first)), PatternText.read(last));
    }

    /** As {@link #between(String, String)}. */
    public MockSessionAssert between(Map<String, ?> first, Map<String, ?> last) {
        return check(Optional.of(MockSessionAssert.read(first)), MockSessionAssert.read(last));
    }

    private MockSessionAssert check(Optional<FramePattern> first, FramePattern last) {
        Stretch stretch = new Stretch(first, last);
        ClientFrames frames = origin.frames();
        boolean ended = frames.await(stretch::takes);
        for (ClientFrames.Sent sent : stretch.inside) {
            if (sent.fits(forbidden)) {
                throw origin.failing(new FailureText(
                        "expected no frame from " + origin.whom() + " like",
                        "  " + forbidden,
                        "before one like",
                        "  " + last,
                        "found",
                        "  " + FailureText.describe(sent.line())));
            }
        }
        if (!ended) {
            FramePattern missing = stretch.begun ? last : first.orElse(last);
            throw origin.failing(new FailureText(
                            "nothing can be said about frames like",
                            "  " + forbidden,
                            "because none came that was to prove their absence, one like",
                            "  " + missing,
                            "waited " + origin.waited(frames))
                    .nearest(frames.seen(), missing, new Bindings()));
        }
        if (frames.unread() > 0) {
            throw origin.failing(new FailureText(
                    "nothing can be said about frames like",
                    "  " + forbidden,
                    "because some messages were longer than the journal keeps"));
        }
        return origin;
    }

    /** The frames that are looked at: after the first, up to and with the last. */
    private static final class Stretch {
        private final Optional<FramePattern> first;
        private final FramePattern last;
        private final List<ClientFrames.Sent> inside = new ArrayList<>();
        private boolean begun;
        private Optional<String> connection = Optional.empty();

        Stretch(Optional<FramePattern> first, FramePattern last) {
            this.first = first;
            this.last = last;
            this.begun = first.isEmpty();
        }

        /** Takes a frame; tells whether it is the last. */
        boolean takes(ClientFrames.Sent sent) {
            if (begun) {
                inside.add(sent);
                return connection.map(sent.line().conn()::equals).orElse(true) && sent.fits(last);
            }
            if (first.map(sent::fits).orElse(true)) {
                begun = true;
                connection = Optional.of(sent.line().conn());
            }
            return false;
        }
    }
}
