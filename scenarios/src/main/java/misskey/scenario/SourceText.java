package misskey.scenario;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The text of a file, without a byte order mark, and where its characters stand.
 *
 * @param file what messages call it
 */
record SourceText(String file, String text) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Reads UTF-8, and nothing else: a byte that is not is named with its place. */
    static SourceText decode(String file, byte[] bytes) throws ScenarioError {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new ScenarioError(
                    placeOf(file, withoutMark(text)),
                    String.format("the byte 0x%02X is not UTF-8 text; save the file as UTF-8", bytes[in.position()]));
        }
        return of(file, text);
    }

    /** Takes a text as it is; refuses characters that YAML does not have. */
    static SourceText of(String file, String text) throws ScenarioError {
        String clean = withoutMark(text);
        for (int i = 0; i < clean.length(); i += Character.charCount(clean.codePointAt(i))) {
            if (!StreamReader.isPrintable(clean.codePointAt(i))) {
                throw new ScenarioError(
                        placeOf(file, clean.substring(0, i)),
                        String.format(
                                "the character U+%04X cannot stand in YAML; write \"\\u%04X\" in double quotes",
                                clean.codePointAt(i), clean.codePointAt(i)));
            }
        }
        return new SourceText(file, clean);
    }

    /** Where the next character after this beginning of the file stands; a column is a character, not a byte. */
    private static Location placeOf(String file, String before) {
        String[] lines = before.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        return new Location(file, lines.length, last.codePointCount(0, last.length()) + 1);
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
