package misskey.conformance.cli;

import misskey.conformance.report.Palette;
import picocli.CommandLine.Help.Ansi;

/** What the user's terminal can show. */
final class Terminal {
    private static final int USUAL_COLUMNS = 160;

    private Terminal() {}

    /** Colours where the terminal has them and nothing (such as {@code NO_COLOR}) asks for none. */
    static Palette palette() {
        return new Palette(Ansi.AUTO.enabled(), columns());
    }

    /** How wide the user's terminal is, as the variable {@code COLUMNS} says; 0 where nobody is known to look. */
    private static int columns() {
        String columns = System.getenv("COLUMNS");
        boolean known = isInteractive() && columns != null && columns.matches("[1-9]\\d{1,3}");
        return known ? Integer.parseInt(columns) : isInteractive() ? USUAL_COLUMNS : 0;
    }

    /** Whether somebody looks on who can be shown a line that changes. */
    static boolean isInteractive() {
        return Ansi.AUTO.enabled();
    }
}
