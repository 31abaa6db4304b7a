package misskey.conformance.probe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.conformance.verdict.Conditions;
import misskey.conformance.verdict.Policy;
import misskey.protocol.Dialect;
import misskey.protocol.Secret;

/** The server under test. Thread-safe. */
public interface Target extends AutoCloseable {
    /** The accounts that cases act as. */
    List<String> ACCOUNTS = List.of("alice", "bob", "carol");

    /** The account of an administrator, for the few cases that need one. */
    String ADMIN = "admin";

    Dialect dialect();

    Patience patience();

    /** What it is, for people; no token in it. */
    String describe();

    /** How a run against it is made. */
    Conditions conditions(Policy policy);

    /** What makes the ids of its world, where it has one of its own for each case. */
    long seed();

    /** A place where one case can happen. */
    Venue venue(Needs needs);

    /** How this server shows that it has read something; found out once. */
    Fence fence();

    /** How to behave there as a guest; one for all cases. */
    Manners manners();

    /**
     * Whether cases that send broken, huge or many frames or wrong tokens may run: against the mock in this process and
     * loopback, and where somebody asked for it.
     */
    boolean mayBeProvoked();

    /** How much the kit itself lags. */
    default Lag lag() {
        return LagMeter.shared();
    }

    /** The option that gives a target the token of an account. */
    static String howToGive(String account) {
        return account.equals(ADMIN) ? "--admin-token-env VARIABLE" : "--token-env " + account + "=VARIABLE";
    }

    @Override
    void close();

    /** The time of a server that can be moved. */
    interface Clock {
        /**
         * Lets time pass; {@code answered} where the case's connections answer pings, and get the chance to. Returns how
         * many pings have been sent so far.
         */
        int pass(Duration time, boolean answered);
    }

    /**
     * Where one case happens.
     *
     * @param stream the URL of the stream, without a token
     * @param origin where the HTTP API is
     * @param tokens by account; the accounts are called alice, bob and carol, and admin
     * @param time lets the venue's own time pass; empty where it goes as everybody's
     */
    record Venue(URI stream, URI origin, Map<String, Secret> tokens, Optional<Clock> time, Runnable onClose)
            implements AutoCloseable {
        @Override
        public void close() {
            onClose.run();
        }
    }
}
