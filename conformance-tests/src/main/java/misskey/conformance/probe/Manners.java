package misskey.conformance.probe;

import java.time.Duration;

/**
 * How the kit behaves as a guest: what it may post, and what it has to take back. One for each target.
 *
 * @param limit the longest wait for a server that says when it wants to be asked again
 * @param answer how long a call may be without an answer
 */
public record Manners(PostBudget posts, Ledger made, Duration limit, Duration answer) {
    static Manners of(PostBudget posts, Patience patience) {
        return new Manners(posts, new Ledger(), patience.limit(), patience.answer());
    }

    /** For a server of one's own. */
    static Manners atHome(Patience patience) {
        return of(PostBudget.unlimited(), patience);
    }
}
