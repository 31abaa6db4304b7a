package misskey.conformance.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.DidYouMean;
import misskey.protocol.Secret;

/** Tokens that users name by environment variable, so that none stands on a command line. */
final class Tokens {
    private Tokens() {}

    /** The token of each account named; the accounts are {@code known}. */
    static Map<String, Secret> fromEnvironment(Map<String, String> variables, List<String> known) throws CannotRun {
        Map<String, Secret> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : variables.entrySet()) {
            String account = one.getKey();
            if (!known.contains(account)) {
                throw CannotRun.usage("--token-env: there is no account \"" + account + "\"; there is "
                        + String.join(", ", known) + DidYouMean.suffix(account, known));
            }
            String token = System.getenv(one.getValue());
            if (token == null || token.isBlank()) {
                throw CannotRun.usage("--token-env " + account + "=" + one.getValue()
                        + ": the environment has no variable " + one.getValue());
            }
            tokens.put(account, Secret.of(account, token.strip()));
        }
        return tokens;
    }
}
