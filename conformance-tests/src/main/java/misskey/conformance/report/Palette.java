package misskey.conformance.report;

import misskey.conformance.verdict.Outcome;

/** Colours and marks of the console, and how wide it is; without colours the words say it all. */
public final class Palette {
    private final boolean colours;
    private final int columns;

    /** Of a console that may be as wide as it likes, such as a file. */
    public Palette(boolean colours) {
        this(colours, 0);
    }

    /** @param columns how wide the console is; 0 where nothing is to be cut */
    public Palette(boolean colours, int columns) {
        this.colours = colours;
        this.columns = columns;
    }

    int columns() {
        return columns;
    }

    /** How wide prose is: as the console, and no wider than it is pleasant to read. */
    int width() {
        return columns == 0 ? Wrapped.COLUMNS : Math.min(columns, Wrapped.COLUMNS);
    }

    /** The mark and word of an outcome, padded to one width. */
    String outcome(Outcome outcome) {
        return painted(outcome, String.format("%-14s", sign(outcome) + " " + outcome.label()));
    }

    /** The mark alone. */
    String mark(Outcome outcome) {
        return painted(outcome, sign(outcome));
    }

    private String painted(Outcome outcome, String text) {
        return switch (outcome) {
            case PASS -> green(text);
            case FAIL, ERROR -> red(text);
            case UNTESTABLE, INCONCLUSIVE, NOT_APPLICABLE -> yellow(text);
        };
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "✔";
            case FAIL -> "✘";
            case ERROR -> "!";
            case UNTESTABLE, INCONCLUSIVE, NOT_APPLICABLE -> "–";
        };
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
