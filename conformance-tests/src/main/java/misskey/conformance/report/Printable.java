package misskey.conformance.report;

/** Text from a peer, made safe for a terminal: control characters, which could steer it, are written out. */
public final class Printable {
    private Printable() {}

    /** The text with every control character but line breaks and tabs written as {@code \\u001b}. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean harmless = point == '\n' || point == '\t' || point == '\r';
            if (harmless || !(Character.isISOControl(point) || Character.getType(point) == Character.FORMAT)) {
                safe.appendCodePoint(point);
            } else {
                safe.append(String.format("\\u%04x", point));
            }
        });
        return safe.toString();
    }
}
