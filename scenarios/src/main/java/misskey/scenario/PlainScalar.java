package misskey.scenario;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * A YAML value without quotes. It is what JSON says it is, and else a text; one that YAML takes for a
 * number, a truth value or null and JSON does not is neither, because an editor would read it otherwise.
 */
final class PlainScalar {
    private static final Set<String> WORDS = Set.of("null", "true", "false");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern NUMBER_IN_YAML = Pattern.compile(
            "[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?|0o[0-7]+|0x[0-9a-fA-F]+|(?i:[-+]?\\.inf|\\.nan)");
    private static final Pattern WORD_IN_YAML = Pattern.compile("~|null|true|false", Pattern.CASE_INSENSITIVE);

    private PlainScalar() {}

    /** The value; empty where it can be read in two ways. */
    static Optional<JsonNode> read(String text) {
        if (text.isEmpty()) {
            return Optional.of(NullNode.getInstance());
        }
        if (WORDS.contains(text)) {
            return Optional.of(Json.read(text));
        }
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(Json.read(text))
                    .filter(number -> number.decimalValueOpt().isPresent());
        }
        boolean ambiguous = NUMBER_IN_YAML.matcher(text).matches()
                || WORD_IN_YAML.matcher(text).matches();
        return ambiguous ? Optional.empty() : Optional.of(text(text));
    }

    static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }
}
