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
     * As JSON inside a script element: nothing in it can end the element or begin a comment, and half a surrogate pair,
     * which UTF-8 cannot hold, is an escape.
     */
    static String data(JsonNode data) {
        String json = Json.write(data);
        StringBuilder safe = new StringBuilder(json.length() + 64);
        json.codePoints().forEach(point -> {
            boolean harmful = point == '<'
                    || point == '>'
                    || point == '&'
                    || point == 0x2028
                    || point == 0x2029
                    || Character.getType(point) == Character.SURROGATE;
            if (harmful) {
                safe.append(String.format("\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
