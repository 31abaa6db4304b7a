package misskey.mock.fault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** A fault that ends what the server sends on a connection: nothing goes out after it. */
public sealed interface EndingFault extends WireFault {
    @Override
    default Lasts lasts() {
        return Lasts.FOR_EVER;
    }

    /** The client sees TCP reset (RST). */
    record Reset() implements EndingFault {
        @Override
        public void act(FaultyWire wire) {
            wire.reset();
        }

        @Override
        public String does() {
            return "TCP is reset";
        }
    }

    /** The client sees nothing any more: no octet is read or written, and TCP stays open. */
    record HalfOpen() implements EndingFault {
        @Override
        public void act(FaultyWire wire) {
            wire.halfOpen();
        }

        @Override
        public String does() {
            return "from now on no octet is read or written, and TCP stays open";
        }
    }

    /** The client sees a text frame that breaks off, and the end of TCP. */
    record Truncated(int announced, int sent) implements EndingFault {
        public Truncated {
            Limits.within("announced", announced, 1, 1 << 20);
            Limits.within("sent", sent, 0, announced - 1L);
        }

        @Override
        public void act(FaultyWire wire) {
            byte[] some = " ".repeat(sent).getBytes(StandardCharsets.US_ASCII);
            wire.octets(sent, RawFrame.once(RawFrame.joined(RawFrame.header(RawFrame.TEXT, announced), some)));
            wire.end();
        }

        @Override
        public String does() {
            return "sends " + sent + " octets of a text frame of " + announced + ", and ends TCP";
        }
    }

    /** The client sees a close frame with this code, one that nobody may send included (999, 1005, 65535), and the end of TCP. */
    record CloseCode(int code, String reason) implements EndingFault {
        private static final int LONGEST_REASON = 123;

        public CloseCode {
            Limits.within("code", code, 0, 65_535);
            if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
                throw new IllegalArgumentException("\"reason\" has at most " + LONGEST_REASON + " octets");
            }
        }

        @Override
        public void act(FaultyWire wire) {
            wire.illegalClose(code, reason);
        }

        @Override
        public Optional<Sent> sends() {
            return Optional.of(
                    new Sent(Line.Op.CLOSE, Json.object().put("code", code).put("reason", reason)));
        }

        @Override
        public String does() {
            return "closes with code " + code + ", and ends TCP";
        }
    }

    /** The client sees the end of TCP, and no close frame. */
    record CloseWithoutFrame() implements EndingFault {
        @Override
        public void act(FaultyWire wire) {
            wire.cut();
        }

        @Override
        public String does() {
            return "ends TCP without a close frame";
        }
    }
}
