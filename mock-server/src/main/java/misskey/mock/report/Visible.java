package misskey.mock.report;

/** Text that came from anywhere, made safe to look at. */
final class Visible {
    private static final int LONGEST = 2_000;

    private Visible() {}

    /**
     * At most {@value #LONGEST} characters, on one line: those that are not seen, that turn the text around, or that
     * are half of one are written as escapes. Nothing is left that XML 1.0 cannot hold.
     */
    static String line(String text) {
        StringBuilder seen = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (isSeen(point)) {
                seen.appendCodePoint(point);
            } else {
                seen.append(String.format("\\u%04x", point));
            }
        });
        int length = text.codePointCount(0, text.length());
        return length > LONGEST
                ? seen.append("… (").append(length).append(" characters)").toString()
                : seen.toString();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The text of an element or of an attribute between double quotes. */
    static String escaped(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
