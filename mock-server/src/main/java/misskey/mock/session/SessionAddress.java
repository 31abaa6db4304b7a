package misskey.mock.session;

import java.net.URI;

/** A session that is reached at a port of its own. */
public interface SessionAddress {
    /** The session. */
    Session session();

    /** Where its stream is, without a token, e.g. {@code ws://127.0.0.1:40001/streaming}. */
    URI streamUrl();
}
