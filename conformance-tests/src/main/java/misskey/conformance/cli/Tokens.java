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
            tokens.put(account, fromEnvironment("--token-env " + account + "=", account, one.getValue()));
        }
        return tokens;
    }

    /**
     * The token in a variable.
     *
     * @param option what the command line has before the variable's name
     * @param label what is written in the token's place
     */
    static Secret fromEnvironment(String option, String label, String variable) throws CannotRun {
        String token = System.getenv(variable);
        if (token == null || token.isBlank()) {
            throw CannotRun.usage(option + variable + ": the environment has no variable " + variable);
        }
        return Secret.of(label, token.strip());
    }
}
