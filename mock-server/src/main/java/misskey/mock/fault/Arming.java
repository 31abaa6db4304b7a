package misskey.mock.fault;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import tools.jackson.databind.JsonNode;

/**
 * A fault, and when it acts. Immutable; each {@code with…} gives a changed copy.
 *
 * @param account whose handshakes it is for, {@code anonymous} for those without a token; empty for any
 * @param times how many handshakes it is for; on an open connection 1
 * @param frames how many frames it is for, on each connection; 1 for a fault of any other kind
 * @param matching which frames it is for; empty for any
 */
public record Arming(Fault fault, Optional<String> account, int times, int frames, Optional<FramePattern> matching) {
    /** How many handshakes, and how many frames of a connection, a fault can be for. */
    public static final int MOST = 1_000_000;

    public Arming {
        Limits.within("times", times, 1, MOST);
        Limits.within("frames", frames, 1, MOST);
        boolean ofFrames = fault.fold(handshake -> false, wire -> false, frame -> true);
        if (!ofFrames && (frames != 1 || matching.isPresent())) {
            throw new IllegalArgumentException(
                    "\"frames\" and \"matching\" are for faults of frames, and " + fault.name() + " is none");
        }
        matching.ifPresent(Arming::check);
    }

    /** For the next handshake, or the next frame. */
    public static Arming of(Fault fault) {
        return new Arming(fault, Optional.empty(), 1, 1, Optional.empty());
    }

    public Arming withAccount(String name) {
        return new Arming(fault, Optional.of(name), times, frames, matching);
    }

    public Arming withTimes(int handshakes) {
        return new Arming(fault, account, handshakes, frames, matching);
    }

    public Arming withFrames(int some) {
        return new Arming(fault, account, times, some, matching);
    }

    public Arming withMatching(FramePattern pattern) {
        return new Arming(fault, account, times, frames, Optional.of(pattern));
    }

    /** What could only fail once a frame is compared fails here. */
    private static void check(FramePattern pattern) {
        JsonNode template = Json.read(pattern.toString());
        try {
            new Bindings().fill(template);
            template.findValues("$regex").forEach(regex -> Pattern.compile(regex.stringValue("")));
        } catch (Bindings.UnboundName unbound) {
            throw new IllegalArgumentException("\"matching\": " + unbound.getMessage(), unbound);
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "\"matching\": " + broken.getPattern() + " is no regular expression: " + broken.getDescription(),
                    broken);
        }
    }
}
