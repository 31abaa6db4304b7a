package misskey.scenario;

import java.util.Optional;

/**
 * Who asks for a connection.
 *
 * @param account an account of the scenario's world; empty for nobody's
 * @param token the token written in the file; empty for the account's own
 */
public record Party(Optional<String> account, Optional<String> token) {
    /** What files call a connection without a token. */
    public static final String ANONYMOUS = "anonymous";

    static Party named(String name) {
        return new Party(name.equals(ANONYMOUS) ? Optional.empty() : Optional.of(name), Optional.empty());
    }

    /** What {@code on} says of its connections. */
    public String name() {
        return account.orElse(ANONYMOUS);
    }

    /** In words. */
    @Override
    public String toString() {
        return token.map(text -> "somebody with the token \"" + text + "\"").orElse(account.orElse("nobody"));
    }
}
