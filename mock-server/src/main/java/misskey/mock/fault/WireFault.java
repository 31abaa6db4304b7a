package misskey.mock.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import misskey.protocol.Json;
import misskey.protocol.Line;
import tools.jackson.databind.node.ObjectNode;

/** A fault of an open connection, below WebSocket. It acts at once, or, armed for coming handshakes, as soon as one is open. */
public sealed interface WireFault extends Fault
        permits WireFault.NoPong,
                WireFault.Stall,
                WireFault.Drip,
                WireFault.ReservedOpcode,
                WireFault.Oversize,
                EndingFault {
    /** How it ends. */
    enum Lasts {
        /** The server goes on as before. */
        A_MOMENT,
        /** Until the connection's faults are cleared. */
        UNTIL_TOLD,
        /** The server sends nothing any more. */
        FOR_EVER
    }

    /** Does it. */
    void act(FaultyWire wire);

    /** How it ends. */
    Lasts lasts();

    /** What the journal says of the message or close frame it sends; empty where what it sends is neither. */
    default Optional<Sent> sends() {
        return Optional.empty();
    }

    /** A line of the journal: what it is, and its members without {@code from}. */
    record Sent(Line.Op op, ObjectNode members) {}

    @Override
    default <T> T fold(
            Function<HandshakeFault, T> handshake, Function<WireFault, T> wire, Function<FrameFault, T> frame) {
        return wire.apply(this);
    }

    /** The client's pings are not answered; everything else is. */
    record NoPong() implements WireFault {
        @Override
        public void act(FaultyWire wire) {
            wire.noPong();
        }

        @Override
        public Lasts lasts() {
            return Lasts.UNTIL_TOLD;
        }

        @Override
        public String does() {
            return "from now on pings are not answered";
        }
    }

    /**
     * The client sees nothing, and then everything it has missed. A frame that is on its way is finished before.
     *
     * @param time how long; empty until the connection's faults are cleared
     */
    record Stall(Optional<Duration> time) implements WireFault {
        public Stall {
            time.ifPresent(some -> Limits.time("for", some));
        }

        @Override
        public void act(FaultyWire wire) {
            wire.stall(time);
        }

        @Override
        public Lasts lasts() {
            return time.isPresent() ? Lasts.A_MOMENT : Lasts.UNTIL_TOLD;
        }

        @Override
        public String does() {
            return "nothing is sent "
                    + time.map(some -> "for " + some.toMillis() + " ms").orElse("until the faults are cleared");
        }
    }

    /** The client sees everything octet by octet, so long apart. */
    record Drip(Duration every) implements WireFault {
        public Drip {
            Limits.time("every", every);
        }

        @Override
        public void act(FaultyWire wire) {
            wire.drip(every);
        }

        @Override
        public Lasts lasts() {
            return Lasts.UNTIL_TOLD;
        }

        @Override
        public String does() {
            return "from now on an octet is sent every " + every.toMillis() + " ms";
        }
    }

    /** The client sees an empty frame with an opcode that nobody has given a meaning: 3 to 7, or 11 to 15. */
    record ReservedOpcode(int opcode) implements WireFault {
        public ReservedOpcode {
            Limits.within("opcode", opcode, 3, 15);
            if (opcode >= 8 && opcode <= 10) {
                throw new IllegalArgumentException(
                        "\"opcode\" is 3 to 7 or 11 to 15; found " + opcode + ", which means close, ping or pong");
            }
        }

        @Override
        public void act(FaultyWire wire) {
            wire.octets(0, RawFrame.once(RawFrame.of(opcode, true, new byte[0])));
        }

        @Override
        public Lasts lasts() {
            return Lasts.A_MOMENT;
        }

        @Override
        public String does() {
            return "sends an empty frame of the reserved opcode " + opcode;
        }
    }

    /**
     * The client sees a text frame that says it has so many octets.
     *
     * @param whole whether they come: an object of an unknown type, and then spaces. Where they do not, whatever the
     *     server sends later is taken for them
     */
    record Oversize(long octets, boolean whole) implements WireFault {
        private static final String TEXT = "{\"type\":\"oversize\",\"body\":{}}";
        private static final long MOST_SENT = 1L << 32;

        public Oversize {
            Limits.within("octets", octets, 126, whole ? MOST_SENT : Long.MAX_VALUE);
        }

        @Override
        public void act(FaultyWire wire) {
            wire.octets(
                    0,
                    whole
                            ? RawFrame.padded(TEXT.getBytes(StandardCharsets.US_ASCII), octets)
                            : RawFrame.once(RawFrame.header(RawFrame.TEXT, octets)));
        }

        @Override
        public Lasts lasts() {
            return Lasts.A_MOMENT;
        }

        @Override
        public Optional<Sent> sends() {
            return Optional.of(Json.object()
                            .put("text", TEXT)
                            .put("length", octets)
                            .put("cut", true))
                    .filter(line -> whole)
                    .map(line -> new Sent(Line.Op.TEXT, line));
        }

        @Override
        public String does() {
            return whole
                    ? "sends a text message of " + octets + " octets"
                    : "sends the header of a text frame of " + octets + " octets, and none of them";
        }
    }
}
