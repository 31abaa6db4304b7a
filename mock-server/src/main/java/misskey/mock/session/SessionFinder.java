package misskey.mock.session;

import java.util.Optional;

/** Which session a request is for. */
public interface SessionFinder {
    /** The session that a token belongs to; the one that is always there for any other, and for none. */
    Session of(Optional<String> token);

    /** The session that is always there. */
    default Session standing() {
        return of(Optional.empty());
    }
}
