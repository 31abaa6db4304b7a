package misskey.conformance.report;

import misskey.protocol.Json;

/** Text that may hold anything, made safe for a table cell of Markdown. */
final class Markdown {
    private Markdown() {}

    /** As plain words, in one line of at most {@code limit} characters. */
    static String plain(String text, int limit) {
        String line = Json.excerpt(
                Printable.of(Json.excerpt(text, limit).replaceAll("\\s+", " ").strip()), limit);
        StringBuilder escaped = new StringBuilder(line.length());
        line.codePoints().forEach(point -> {
            if (means(point)) {
                escaped.append("&#").append(point).append(';');
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    /** As code: there, names after an @ and numbers after a # are no links either. */
    static String code(String text, int limit) {
        return text.isBlank() ? "" : "<code>" + plain(text, limit) + "</code>";
    }

    /** Whether Markdown, or what reads it, could take this for more than itself. */
    private static boolean means(int point) {
        boolean word = (point >= 'a' && point <= 'z')
                || (point >= 'A' && point <= 'Z')
                || (point >= '0' && point <= '9')
                || point == ' '
                || point == ',';
        return point < 0x80 && !word;
    }
}
