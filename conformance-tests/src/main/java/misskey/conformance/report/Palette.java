package misskey.conformance.report;

import misskey.conformance.verdict.Outcome;

/** Colours and marks of the console; without colours the words say it all. */
public final class Palette {
    private final boolean colours;

    public Palette(boolean colours) {
        this.colours = colours;
    }

    /** The mark and word of an outcome, padded to one width. */
    String outcome(Outcome outcome) {
        String word = String.format("%-14s", mark(outcome) + " " + outcome.label());
        return switch (outcome) {
            case PASS -> green(word);
            case FAIL, ERROR -> red(word);
            case UNTESTABLE, INCONCLUSIVE, NOT_APPLICABLE -> yellow(word);
        };
    }

    private static String mark(Outcome outcome) {
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
