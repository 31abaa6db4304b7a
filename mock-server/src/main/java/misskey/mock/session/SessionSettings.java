package misskey.mock.session;

import java.util.List;
import java.util.Optional;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;

/**
 * What a session is made of. Immutable; each {@code with…} gives a changed copy.
 *
 * @param accounts the accounts it begins with; the token of NAME is {@code NAME-token} with the token mark
 * @param seed makes the ids of its world
 * @param mutation its one fault
 * @param peer what it is instead of a server that works
 * @param virtualTime whether its time stands still until it is told to go on
 * @param tokenMark what its tokens end with, so that they tell it from other sessions of its port; may be empty
 */
public record SessionSettings(
        Dialect dialect,
        List<String> accounts,
        long seed,
        Optional<Mutation> mutation,
        Optional<Peer> peer,
        boolean virtualTime,
        String tokenMark) {
    /** The account that is an administrator. */
    static final String ADMIN = "admin";

    /** The dialect {@code documented}, the accounts alice, bob, carol and admin, no fault. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                Dialect.named("documented"),
                List.of("alice", "bob", "carol", ADMIN),
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    public SessionSettings withDialect(Dialect changed) {
        return new SessionSettings(changed, accounts, seed, mutation, peer, virtualTime, tokenMark);
    }

    public SessionSettings withAccounts(List<String> changed) {
        return new SessionSettings(dialect, List.copyOf(changed), seed, mutation, peer, virtualTime, tokenMark);
    }

    public SessionSettings withSeed(long changed) {
        return new SessionSettings(dialect, accounts, changed, mutation, peer, virtualTime, tokenMark);
    }

    public SessionSettings withMutation(Mutation changed) {
        return new SessionSettings(dialect, accounts, seed, Optional.of(changed), peer, virtualTime, tokenMark);
    }

    public SessionSettings withPeer(Peer changed) {
        return new SessionSettings(dialect, accounts, seed, mutation, Optional.of(changed), virtualTime, tokenMark);
    }

    /** With time that stands still until the session is told to let it pass. */
    public SessionSettings withVirtualTime() {
        return new SessionSettings(dialect, accounts, seed, mutation, peer, true, tokenMark);
    }

    SessionSettings withTokenMark(String changed) {
        return new SessionSettings(dialect, accounts, seed, mutation, peer, virtualTime, changed);
    }

    /** The token of one of its accounts. */
    String tokenOf(String account) {
        return account + "-token" + tokenMark;
    }
}
