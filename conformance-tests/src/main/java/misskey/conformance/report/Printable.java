package misskey.conformance.report;

/**
 * Text from a peer, made safe to look at: control characters, which could steer a terminal, format characters, which could
 * turn the order of what is read, and halves of surrogate pairs, which no file holds, are written out.
 */
public final class Printable {
    private Printable() {}

    /** The text with every such character but line breaks and tabs written as {@code \\u001b}. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                safe.appendCodePoint(point);
            } else {
                safe.append(String.format("\\u%04x", point));
            }
        });
        return safe.toString();
    }

    /** Whether this character is nothing but itself. */
    static boolean isHarmless(int point) {
        if (point == '\n' || point == '\t' || point == '\r') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
