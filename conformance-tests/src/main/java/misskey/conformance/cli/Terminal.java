package misskey.conformance.cli;

import misskey.conformance.report.Palette;
import picocli.CommandLine.Help.Ansi;

/** What the user's terminal can show. */
final class Terminal {
    private Terminal() {}

    /** Colours where the terminal has them and nothing (such as {@code NO_COLOR}) asks for none. */
    static Palette palette() {
        return new Palette(Ansi.AUTO.enabled());
    }

    /** Whether somebody looks on who can be shown a line that changes. */
    static boolean isInteractive() {
        return Ansi.AUTO.enabled();
    }
}
