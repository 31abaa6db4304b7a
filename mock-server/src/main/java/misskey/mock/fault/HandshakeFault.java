package misskey.mock.fault;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** A fault of the answer to a handshake. The connection does not open, but for {@link Delay} and {@link BadAccept}. */
public sealed interface HandshakeFault extends Fault {
    /** A handshake that waits for its answer. One of these is called, once. */
    interface Handshake {
        void status(Status answer);

        void late(Duration time);

        void silence();

        void badAccept();

        void reset();
    }

    /** Answers. */
    void act(Handshake handshake);

    @Override
    default <T> T fold(
            Function<HandshakeFault, T> handshake, Function<WireFault, T> wire, Function<FrameFault, T> frame) {
        return handshake.apply(this);
    }

    /** The client sees this HTTP answer instead of 101. */
    record Status(int status, Map<String, String> headers, String body) implements HandshakeFault {
        public Status {
            Limits.within("status", status, 200, 599);
            headers = Map.copyOf(headers);
            headers.forEach((name, value) -> {
                if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[\\t\\x20-\\x7e]*")) {
                    throw new IllegalArgumentException("\"" + name + "\" with its value is no HTTP header");
                }
            });
        }

        /** Without headers and body. */
        public Status(int status) {
            this(status, Map.of(), "");
        }

        @Override
        public void act(Handshake handshake) {
            handshake.status(this);
        }

        @Override
        public String does() {
            return "the handshake is answered " + status;
        }
    }

    /** The client sees the usual answer, later. */
    record Delay(Duration time) implements HandshakeFault {
        public Delay {
            Limits.time("for", time);
        }

        @Override
        public void act(Handshake handshake) {
            handshake.late(time);
        }

        @Override
        public String does() {
            return "the handshake is answered after " + time.toMillis() + " ms";
        }
    }

    /** The client is connected to TCP and never hears a word. */
    record Silence() implements HandshakeFault {
        @Override
        public void act(Handshake handshake) {
            handshake.silence();
        }

        @Override
        public String does() {
            return "the handshake is never answered";
        }
    }

    /** The client sees 101 with a {@code Sec-WebSocket-Accept} that does not belong to its key. For the server it is open. */
    record BadAccept() implements HandshakeFault {
        @Override
        public void act(Handshake handshake) {
            handshake.badAccept();
        }

        @Override
        public String does() {
            return "the handshake is answered with a wrong Sec-WebSocket-Accept";
        }
    }

    /** The client sees TCP reset (RST) in place of an answer. */
    record Reset() implements HandshakeFault {
        @Override
        public void act(Handshake handshake) {
            handshake.reset();
        }

        @Override
        public String does() {
            return "TCP is reset in place of an answer to the handshake";
        }
    }
}
