package misskey.conformance.wire;

import java.util.OptionalInt;

/**
 * Hears what a server sends, in the order it came. All calls come from the connection's one reader
 * thread, which reads on only when a call returns; a call may send, and may close the connection.
 * Arrays belong to the listener.
 */
public interface WireListener {

    /** A text message, which came in this many frames. */
    void text(String text, int fragments);

    /** A text message that is not UTF-8. RFC 6455 has a client fail the connection; that is left to the listener. */
    void notUtf8(byte[] octets, int fragments);

    /** A binary message, which came in this many frames. */
    void binary(byte[] data, int fragments);

    /** A ping; its pong follows this call, unless pings are not answered. */
    void ping(byte[] data);

    /** A pong, asked for or not. */
    void pong(byte[] data);

    /** A close frame; the answer to it follows this call, unless the client has sent one before. */
    void close(OptionalInt code, String reason);

    /** A frame that RFC 6455 forbids, as a noun phrase. The connection is then failed, with 1002 in most cases. */
    void illegal(String what);

    /**
     * The connection is over; exactly once, and last.
     *
     * @param code the peer's, 1005 for a close frame without a code, 1006 without a close frame
     * @param reason the peer's, empty where it gave none
     */
    void closed(int code, String reason);
}
