package misskey.mock.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;
import misskey.scenario.Scenario;

/**
 * What a session is made of. Immutable; each {@code with…} gives a changed copy.
 *
 * @param world the accounts it begins with, whom they follow and what they have posted; the token of NAME is
 *     {@code NAME-token} with the token mark
 * @param seed makes the ids of its world
 * @param mutation its one fault
 * @param peer what it is instead of a server that works
 * @param time how its time passes
 * @param tokenMark what its tokens end with, so that they tell it from other sessions of its port; may be empty
 */
public record SessionSettings(
        Dialect dialect,
        Scenario.Cast world,
        long seed,
        Optional<Mutation> mutation,
        Optional<Peer> peer,
        SessionTime time,
        String tokenMark) {
    /** The account that is an administrator. */
    static final String ADMIN = "admin";

    /** The dialect {@code documented}, the accounts alice, bob, carol and admin, no fault, real time. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                Dialect.named("documented"),
                accountsAlone(List.of("alice", "bob", "carol", ADMIN)),
                1,
                Optional.empty(),
                Optional.empty(),
                SessionTime.REAL,
                "");
    }

    private static Scenario.Cast accountsAlone(List<String> names) {
        return new Scenario.Cast(List.copyOf(names), List.of(), Map.of());
    }

    /** The accounts it begins with. */
    public List<String> accounts() {
        return world.users();
    }

    public SessionSettings withDialect(Dialect changed) {
        return new SessionSettings(changed, world, seed, mutation, peer, time, tokenMark);
    }

    /** With these accounts, who follow nobody and have posted nothing. */
    public SessionSettings withAccounts(List<String> changed) {
        return withWorld(accountsAlone(changed));
    }

    public SessionSettings withWorld(Scenario.Cast changed) {
        return new SessionSettings(dialect, changed, seed, mutation, peer, time, tokenMark);
    }

    public SessionSettings withSeed(long changed) {
        return new SessionSettings(dialect, world, changed, mutation, peer, time, tokenMark);
    }

    public SessionSettings withMutation(Mutation changed) {
        return new SessionSettings(dialect, world, seed, Optional.of(changed), peer, time, tokenMark);
    }

    public SessionSettings withPeer(Peer changed) {
        return new SessionSettings(dialect, world, seed, mutation, Optional.of(changed), time, tokenMark);
    }

    public SessionSettings withTime(SessionTime changed) {
        return new SessionSettings(dialect, world, seed, mutation, peer, changed, tokenMark);
    }

    /** With time that stands still until the session is told to let it pass. */
    public SessionSettings withVirtualTime() {
        return withTime(SessionTime.VIRTUAL);
    }

    /** With time that jumps to what is due next by itself, as soon as every client has had the chance to answer. */
    public SessionSettings withAutomaticTime() {
        return withTime(SessionTime.AUTO);
    }

    SessionSettings withTokenMark(String changed) {
        return new SessionSettings(dialect, world, seed, mutation, peer, time, changed);
    }

    /** The token of one of its accounts. */
    String tokenOf(String account) {
        return account + "-token" + tokenMark;
    }
}
