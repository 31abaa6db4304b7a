package misskey.mock.fault;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/** What a fault may do to an open connection below WebSocket. Any thread may call; nothing here waits. */
public interface FaultyWire extends Delays {
    /**
     * Sends octets that are no frame a WebSocket library would make, after what waits already.
     *
     * @return says why, where it cuts the peer off instead
     */
    Optional<String> octets(int size, Iterator<ByteBuffer> parts);

    /** Sends a close frame with any code of two octets, and ends TCP from this side. */
    void illegalClose(int code, String reason);

    /** Ends TCP from this side, after what waits already. */
    void end();

    /** Resets TCP at once. */
    void reset();

    /** From now on no octet is read or written, and TCP stays. */
    void halfOpen();

    /** Ends TCP at once, without a close frame. */
    void cut();

    /** From now on pings are not answered. */
    void noPong();

    /** Sends nothing for this time, or until {@link #straight()}. */
    void stall(Optional<Duration> time);

    /** From now on writes octet by octet. */
    void drip(Duration every);

    /** Pings are answered again, and what waits is sent. */
    void straight();
}
