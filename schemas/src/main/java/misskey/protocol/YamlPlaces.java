package misskey.protocol;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** Where values stand in a YAML text. Reads the text again, so it is for texts that turned out wrong. */
final class YamlPlaces {
    private YamlPlaces() {}

    /** Where the value at a JSON pointer begins; null where there is none. */
    static @Nullable TokenStreamLocation of(String text, String pointer) {
        return of(text, pointer, token -> token.isScalarValue() || token.isStructStart());
    }

    /** Where the name of the member at a JSON pointer begins; null where there is none. */
    static @Nullable TokenStreamLocation ofName(String text, String pointer) {
        return of(text, pointer, token -> token == JsonToken.PROPERTY_NAME);
    }

    private static @Nullable TokenStreamLocation of(String text, String pointer, Predicate<JsonToken> wanted) {
        try (JsonParser parser = ProtocolFiles.YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (wanted.test(token) && pointerOf(parser, token).equals(pointer)) {
                    return parser.currentTokenLocation();
                }
            }
        }
        return null;
    }

    /** {@code file:line:column: }, as far as it is known. */
    static String at(String path, @Nullable TokenStreamLocation place) {
        return place == null ? path + ": " : path + ":" + place.getLineNr() + ":" + place.getColumnNr() + ": ";
    }

    private static String pointerOf(JsonParser parser, JsonToken token) {
        var context = parser.streamReadContext();
        // The start of an object or list is already inside it.
        return (token.isStructStart() ? context.getParent() : context)
                .pathAsPointer()
                .toString();
    }
}
