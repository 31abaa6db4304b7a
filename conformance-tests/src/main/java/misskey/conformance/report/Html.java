package misskey.conformance.report;

import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** Text and data that may hold anything, made safe for a page. */
final class Html {
    private Html() {}

    /** As text between tags or in a quoted attribute. */
    static String text(String text) {
        return Printable.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * As JSON inside a script element: nothing in it can end the element or begin a comment, and what {@link Printable}
     * writes out is an escape, so that the data is what it was and the file safe to look at.
     */
    static String data(JsonNode data) {
        String json = Json.write(data);
        StringBuilder safe = new StringBuilder(json.length() + 64);
        json.codePoints().forEach(point -> {
            if (point == '<' || point == '>' || point == '&' || !Printable.isHarmless(point)) {
                for (char half : Character.toChars(point)) {
                    safe.append(String.format("\\u%04x", (int) half));
                }
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
