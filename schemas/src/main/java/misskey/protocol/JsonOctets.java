package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A JSON text as octets. Half a surrogate pair has no octets in UTF-8 and is written as its JSON escape;
 * clients may use one in an id, and get their id back.
 */
public final class JsonOctets {
    private static final Pattern HALF = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private JsonOctets() {}

    /** The octets of the text in UTF-8. */
    public static byte[] of(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (Character.isSurrogate(json.charAt(i))) {
                return escaped(json);
            }
        }
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] escaped(String json) {
        return HALF.matcher(json)
                .replaceAll(
                        half -> String.format("\\\\u%04X", (int) half.group().charAt(0)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
