package misskey.mock.stream;

import java.util.Optional;
import misskey.mock.fault.FaultyWire;

/** Where a connection's messages go. Never blocks, and may be called under a lock. */
public interface Wire extends FaultyWire {
    /** Sends a text message. Says why, where it cuts the peer off instead: one that does not read slows nobody down. */
    Optional<String> text(Message message);

    /** Sends a binary message, which only a mutant does. Says why, where it cuts the peer off instead. */
    Optional<String> binary(byte[] octets);

    /** Sends a close frame and closes. */
    void close(int code, String reason);

    /** Sends a ping with this text. */
    void ping(String data);

    /** Sends a pong with this text, which nobody may have asked for. */
    void pong(String data);
}
