package misskey.conformance.cli;

import misskey.protocol.Dialect;
import misskey.scenario.DidYouMean;

/** Dialects as users name them. */
final class Dialects {
    private Dialects() {}

    static Dialect named(String name) throws CannotRun {
        if (!Dialect.NAMES.contains(name)) {
            throw CannotRun.usage("--dialect: there is no dialect \"" + name + "\""
                    + DidYouMean.suffix(name, Dialect.NAMES) + " (there is: " + String.join(", ", Dialect.NAMES) + ")");
        }
        return Dialect.named(name);
    }
}
