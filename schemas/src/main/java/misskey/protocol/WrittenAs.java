package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The ways in which a text may stand in another: as it is, percent-encoded, or with the escapes of JSON, HTML and XML, also mixed. */
final class WrittenAs {
    private static final Map<Integer, String> NAMED =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    private WrittenAs() {}

    /** Fits the text however it is written. */
    static Pattern anyWay(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints()
                .forEach(point -> pattern.append("(?:").append(ways(point)).append(')'));
        return Pattern.compile(pattern.toString());
    }

    private static String ways(int point) {
        String plain = Character.toString(point);
        StringBuilder ways = new StringBuilder("\\\\*" + Pattern.quote(plain));
        ways.append("|(?i:").append(percent(plain)).append(')');
        ways.append("|(?i:").append(json(plain)).append(')');
        ways.append("|&#0*").append(point).append(';');
        ways.append("|(?i:&#x0*").append(Integer.toHexString(point)).append(";)");
        if (NAMED.containsKey(point)) {
            ways.append("|&").append(NAMED.get(point)).append(';');
        }
        return point == ' ' ? ways.append("|\\+").toString() : ways.toString();
    }

    /** Percent signs may be percent-encoded themselves. */
    private static String percent(String plain) {
        StringBuilder octets = new StringBuilder();
        for (byte octet : plain.getBytes(StandardCharsets.UTF_8)) {
            octets.append(String.format("%%(?:25)*%02x", octet));
        }
        return octets.toString();
    }

    private static String json(String plain) {
        StringBuilder units = new StringBuilder();
        plain.chars().forEach(unit -> units.append(String.format("\\\\+u%04x", unit)));
        return units.toString();
    }
}
