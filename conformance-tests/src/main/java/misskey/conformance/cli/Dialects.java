package misskey.conformance.cli;

import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;

/** Dialects as users name them. */
final class Dialects {
    private Dialects() {}

    static Dialect named(String name) throws CannotRun {
        String bare = name.replaceFirst("@.*", "");
        if (!Dialect.NAMES.contains(bare)) {
            throw CannotRun.usage("--dialect: there is no dialect \"" + bare + "\""
                    + DidYouMean.suffix(bare, Dialect.NAMES) + " (there is: " + String.join(", ", Dialect.NAMES) + ")");
        }
        try {
            return Dialect.named(name);
        } catch (IllegalArgumentException unknownRelease) {
            throw CannotRun.usage("--dialect: " + unknownRelease.getMessage());
        }
    }
}
