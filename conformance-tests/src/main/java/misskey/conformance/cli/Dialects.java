package misskey.conformance.cli;

import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;

/** Dialects as users name them. */
final class Dialects {
    private static final String PLAYABLE = "documented";

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

    /** A dialect that the mock can behave as: so far only the one. */
    static Dialect playable(String name) throws CannotRun {
        Dialect dialect = named(name);
        if (!dialect.name().equals(PLAYABLE)) {
            throw CannotRun.usage(
                    "--dialect " + name + ": recordings can be judged by it (misskey-kit check), but the mock"
                            + " and the suite know " + PLAYABLE + " only so far");
        }
        return dialect;
    }
}
