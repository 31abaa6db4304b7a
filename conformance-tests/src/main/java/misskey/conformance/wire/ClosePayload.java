package misskey.conformance.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** What a close frame says (RFC 6455, 5.5.1 and 7.4). */
record ClosePayload(OptionalInt code, String reason) {

    /** Reads a server's, and refuses a code that stands for no sent code, or is beyond 1000 to 4999. */
    static ClosePayload read(byte[] payload) throws IllegalFrame {
        if (payload.length == 0) {
            return new ClosePayload(OptionalInt.empty(), "");
        }
        if (payload.length == 1) {
            throw IllegalFrame.protocol("a close frame with a payload of 1 octet");
        }
        int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
        if (code < 1000 || code > 4999 || code == 1005 || code == 1006 || code == 1015) {
            throw IllegalFrame.protocol("a close frame with the code " + code);
        }
        try {
            ByteBuffer reason = ByteBuffer.wrap(payload, 2, payload.length - 2);
            String text = StandardCharsets.UTF_8.newDecoder().decode(reason).toString();
            return new ClosePayload(OptionalInt.of(code), text);
        } catch (CharacterCodingException notUtf8) {
            throw IllegalFrame.notUtf8("a close frame whose reason is not UTF-8");
        }
    }

    /** Reads a server's, whatever its code. */
    static ClosePayload readLeniently(byte[] payload) {
        if (payload.length < 2) {
            return new ClosePayload(OptionalInt.empty(), "");
        }
        int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
        return new ClosePayload(
                OptionalInt.of(code), new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** The octets of any code and reason, sent or never to be sent. */
    static byte[] of(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }
}
