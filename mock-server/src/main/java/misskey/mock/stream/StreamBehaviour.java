package misskey.mock.stream;

import java.util.Collection;
import misskey.mock.world.Fact;

/** What the server does with its connections. Called under the session's lock. */
public interface StreamBehaviour {
    /** A connection has opened. */
    default void opened(StreamConnection connection) {}

    /** A text message came. */
    void text(StreamConnection connection, String text);

    /** A client has answered a ping. */
    default void ponged(StreamConnection connection) {}

    /** A connection has ended. */
    default void closed(StreamConnection connection) {}

    /** Something happened in the world. */
    default void happened(Collection<StreamConnection> connections, Fact fact) {}
}
