package misskey.mock.fault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** WebSocket frames as octets (RFC 6455, section 5.2), legal or not. */
public final class RawFrame {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int LAST = 0x80;
    private static final int MASK = 0x80;
    private static final byte[] KEY = {0x12, 0x34, 0x56, 0x78};
    private static final int CHUNK = 1 << 16;

    private RawFrame() {}

    /** A whole frame of a server. */
    public static byte[] of(int opcode, boolean last, byte[] payload) {
        return joined(header(opcode, last, 0, payload.length), payload);
    }

    /** A close frame; -1 has no code. Any other number of two octets is written as it is. */
    public static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                true,
                code == -1
                        ? new byte[0]
                        : ByteBuffer.allocate(2 + text.length)
                                .putShort((short) code)
                                .put(text)
                                .array());
    }

    /** A text frame that is masked, as only a client's may be. */
    static byte[] masked(byte[] payload) {
        byte[] hidden = payload.clone();
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= KEY[i % KEY.length];
        }
        return joined(joined(header(TEXT, true, MASK, payload.length), KEY), hidden);
    }

    /** The beginning of a frame that announces so many octets. */
    static byte[] header(int opcode, long announced) {
        return header(opcode, true, 0, announced);
    }

    /** A text message in so many frames; where it has fewer octets, some are empty. */
    static byte[] fragments(byte[] payload, int parts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream(payload.length + parts * 10);
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) payload.length * i / parts);
            int to = (int) ((long) payload.length * (i + 1) / parts);
            byte[] part = new byte[to - from];
            System.arraycopy(payload, from, part, 0, part.length);
            frames.writeBytes(of(i == 0 ? TEXT : CONTINUATION, i == parts - 1, part));
        }
        return frames.toByteArray();
    }

    /** A text message of so many octets, a piece at a time: this text, and then spaces. */
    static Iterator<ByteBuffer> padded(byte[] text, long octets) {
        ByteBuffer spaces = ByteBuffer.wrap(" ".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII));
        return new Iterator<>() {
            private long left = octets - text.length;
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || left > 0;
            }

            @Override
            public ByteBuffer next() {
                if (!begun) {
                    begun = true;
                    return ByteBuffer.wrap(joined(header(TEXT, octets), text));
                }
                if (left <= 0) {
                    throw new NoSuchElementException();
                }
                int size = (int) Math.min(left, CHUNK);
                left -= size;
                return spaces.duplicate().limit(size);
            }
        };
    }

    /** These octets and no more. */
    public static Iterator<ByteBuffer> once(byte[] octets) {
        return List.of(ByteBuffer.wrap(octets)).iterator();
    }

    private static byte[] header(int opcode, boolean last, int mask, long length) {
        byte first = (byte) ((last ? LAST : 0) | opcode);
        if (length < 126) {
            return new byte[] {first, (byte) (mask | length)};
        }
        if (length < 1 << 16) {
            return ByteBuffer.allocate(4)
                    .put(first)
                    .put((byte) (mask | 126))
                    .putShort((short) length)
                    .array();
        }
        return ByteBuffer.allocate(10)
                .put(first)
                .put((byte) (mask | 127))
                .putLong(length)
                .array();
    }

    static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
