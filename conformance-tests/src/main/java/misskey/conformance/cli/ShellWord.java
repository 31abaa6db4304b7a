package misskey.conformance.cli;

/** A word as a shell reads it. */
final class ShellWord {
    private ShellWord() {}

    /** The text as one word: in single quotes where it has anything that shells act on. */
    static String of(String text) {
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
