package misskey.conformance.report;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of at most so many columns, indent included. */
public final class Wrapped {
    /** How wide text is that does not depend on a terminal. */
    public static final int COLUMNS = 100;

    private Wrapped() {}

    /** The lines of a text that stands behind {@code indent} columns of a hundred; without the indent. */
    public static List<String> lines(String text, int indent) {
        return lines(text, indent, COLUMNS);
    }

    /** The lines of a text that stands behind {@code indent} columns of so many; without the indent. */
    public static List<String> lines(String text, int indent, int columns) {
        int width = Math.max(20, columns - indent);
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > width) {
            int end = end(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** A text behind a heading of {@code indent} columns: its further lines are indented as far. */
    public static String hanging(String heading, String text, int indent) {
        String padded = heading + " ".repeat(Math.max(0, indent - heading.length()));
        return padded + String.join(System.lineSeparator() + " ".repeat(indent), lines(text, indent));
    }

    /** After the last blank that fits; where there is none, as in a frame, after the last comma. */
    private static int end(String text, int width) {
        int blank = text.lastIndexOf(' ', width);
        if (blank > width / 2) {
            return blank;
        }
        int comma = text.lastIndexOf(',', width - 1);
        if (comma > 0) {
            return comma + 1;
        }
        return Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
    }
}
