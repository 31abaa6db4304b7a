package misskey.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes known tokens out of any text, plain, percent-encoded, escaped, or as the hexadecimal of their octets. One per run; every
 * output goes through it, because messages of libraries and of other programs carry tokens too. Thread-safe.
 */
public final class Redactor {
    private volatile List<Known> known = List.of();

    /** A token, and what it is looked for by. */
    private static final class Known {
        private final String plain;
        private final String mask;
        /** Made when a text with escapes first comes: most tokens never meet one, and there is one for each account of each session. */
        private volatile @Nullable Pattern anyWay;

        Known(Secret secret) {
            plain = secret.reveal();
            mask = secret.mask();
        }

        String out(String text, boolean escaped) {
            String clean = text.contains(plain) ? text.replace(plain, mask) : text;
            return escaped ? anyWay().matcher(clean).replaceAll(Matcher.quoteReplacement(mask)) : clean;
        }

        private Pattern anyWay() {
            Pattern made = anyWay;
            if (made == null) {
                made = WrittenAs.anyWay(plain);
                anyWay = made;
            }
            return made;
        }
    }

    /** From now on this token is written as its mask. */
    public synchronized void add(Secret secret) {
        if (known.stream().noneMatch(one -> one.plain.equals(secret.reveal()))) {
            // The longest first: one may be the beginning of another.
            known = Stream.concat(known.stream(), Stream.of(new Known(secret)))
                    .sorted(Comparator.comparing((Known one) -> one.plain.length())
                            .reversed())
                    .toList();
        }
    }

    /** The text with every known token masked; in the hexadecimal of octets, the octets of the token. */
    public String redact(String text) {
        if (!known.isEmpty() && isHexadecimal(text)) {
            String octets = new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8);
            String clean = masked(octets);
            return clean.equals(octets)
                    ? masked(text)
                    : HexFormat.of().formatHex(clean.getBytes(StandardCharsets.UTF_8));
        }
        return masked(text);
    }

    private static boolean isHexadecimal(String text) {
        return !text.isEmpty()
                && text.length() % 2 == 0
                && text.chars().allMatch(each -> (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f'));
    }

    private String masked(String text) {
        boolean escaped = text.indexOf('%') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('&') >= 0;
        String clean = text;
        for (Known one : known) {
            clean = one.out(clean, escaped);
        }
        return clean;
    }

    /** The object with every known token masked in its names and texts; the same object where none is known. */
    public ObjectNode redact(ObjectNode object) {
        return known.isEmpty() ? object : (ObjectNode) redact((JsonNode) object);
    }

    /** The value with every known token masked in its names and texts. */
    public JsonNode redact(JsonNode node) {
        if (node.isString()) {
            String clean = redact(node.stringValue());
            return clean.equals(node.stringValue()) ? node : StringNode.valueOf(clean);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.forEachEntry((name, value) -> copy.set(redact(name), redact(value)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(item -> copy.add(redact(item)));
            return copy;
        }
        return node;
    }
}
