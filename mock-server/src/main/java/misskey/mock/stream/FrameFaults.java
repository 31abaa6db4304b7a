package misskey.mock.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.mock.fault.ArmedFaults;
import misskey.mock.fault.Arming;
import misskey.mock.fault.Delays;
import misskey.mock.fault.FrameFault;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What is done wrong to the frames of one connection. Not thread-safe: called under the session's lock. */
public final class FrameFaults {
    private final ArmedFaults armed = new ArmedFaults();
    private final StreamConnection connection;
    private final Delays delays;
    private @Nullable String waiting;

    FrameFaults(StreamConnection connection, Delays delays) {
        this.connection = connection;
        this.delays = delays;
    }

    /** From now on the fault acts on the frames it is for. */
    public void arm(Arming arming) {
        armed.arm(arming, arming.frames());
    }

    /** Whether nothing is done wrong. */
    boolean isIdle() {
        return waiting == null && armed.all().isEmpty();
    }

    /** Those that are armed, and for how many more frames. */
    public List<ArmedFaults.Armed> all() {
        return armed.all();
    }

    /** Sends a frame as the first fault that is for it says, or as it is. A frame that another waits for is sent as it is. */
    void pass(String text) {
        if (waiting != null) {
            connection.text(text);
            release();
            return;
        }
        Optional<FrameFault> fault =
                armed.takeFirst(arming -> isFor(arming, text)).flatMap(FrameFaults::of);
        if (fault.isEmpty()) {
            connection.text(text);
            return;
        }
        connection.remark("fault " + fault.get().name() + ": " + fault.get().does() + ": " + text);
        fault.get().act(text, new Onward());
    }

    /** None is armed any more; a frame that waits for another waits no longer. */
    void clear() {
        armed.clear();
        release();
    }

    private void release() {
        String held = waiting;
        waiting = null;
        if (held != null) {
            connection.text(held);
        }
    }

    private static boolean isFor(Arming arming, String text) {
        return of(arming).filter(fault -> fault.fits(text)).isPresent()
                && arming.matching()
                        .map(pattern -> {
                            try {
                                return pattern.match(Json.read(text), new Bindings())
                                        .matches();
                            } catch (JacksonException noJson) {
                                return false; // a text that is no JSON fits no pattern
                            }
                        })
                        .orElse(true);
    }

    private static Optional<FrameFault> of(Arming arming) {
        return arming.fault().fold(handshake -> Optional.empty(), wire -> Optional.empty(), Optional::of);
    }

    private final class Onward implements FrameFault.Passage {
        @Override
        public void text(String text) {
            connection.text(text);
        }

        @Override
        public void binary(String text) {
            connection.binary(text);
        }

        @Override
        public void octets(byte[] octets, ObjectNode line) {
            connection.octets(octets, line);
        }

        @Override
        public void late(String text, Duration time) {
            delays.after(time, () -> connection.text(text));
        }

        @Override
        public void behindTheNext(String text) {
            waiting = text;
        }
    }
}
