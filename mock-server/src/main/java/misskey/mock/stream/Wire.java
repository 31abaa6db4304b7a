package misskey.mock.stream;

/** Where a connection's messages go. Never blocks; a peer that does not read is cut off by it. */
public interface Wire {
    /** Sends a text message. */
    void text(String text);

    /** Sends a close frame and closes. */
    void close(int code, String reason);

    /** Cuts the connection without a close frame. */
    void cut();
}
