package misskey.scenario;

import java.util.Optional;
import misskey.protocol.Json;
import tools.jackson.databind.node.StringNode;

/**
 * Who asks for a connection.
 *
 * @param account an account of the scenario's world; empty for nobody's
 * @param token the token as the file writes it; empty for the account's own
 */
public record Party(Optional<String> account, Optional<String> token) {
    /** What files call a connection without a token. */
    public static final String ANONYMOUS = "anonymous";

    static Party named(String name) {
        return new Party(name.equals(ANONYMOUS) ? Optional.empty() : Optional.of(name), Optional.empty());
    }

    /** The same, with this token. */
    Party with(Optional<String> other) {
        return new Party(account, other);
    }

    /** The same, with the names in its token filled in. */
    public Party filled(Bindings names) {
        return with(token.map(text -> Json.text(names.fill(StringNode.valueOf(text)))));
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
