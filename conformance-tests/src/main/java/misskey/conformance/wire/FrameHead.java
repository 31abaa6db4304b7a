package misskey.conformance.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What stands before a server's payload (RFC 6455, 5.2).
 *
 * @param mask the four octets that the payload is masked with; 0 where it is not
 */
record FrameHead(boolean fin, int opcode, long length, int mask) {
    private static final int LARGEST_CONTROL = 125;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Reads one head and refuses what no server may send, as soon as it can be told. */
    static FrameHead read(InputStream in) throws IOException, IllegalFrame {
        int first = octet(in);
        boolean fin = (first & 0x80) != 0;
        int opcode = first & 0x0f;
        if ((first & 0x70) != 0) {
            throw IllegalFrame.protocol("a frame with reserved bits set (first octet 0x" + hex(first) + ")");
        }
        if (Opcode.reserved(opcode)) {
            throw IllegalFrame.protocol("a frame with the reserved opcode 0x" + hex(opcode));
        }
        if (Opcode.control(opcode) && !fin) {
            throw IllegalFrame.protocol("a fragmented control frame (opcode 0x" + hex(opcode) + ")");
        }
        int second = octet(in);
        if ((second & 0x80) != 0) {
            throw IllegalFrame.protocol("a masked frame from the server");
        }
        int shortLength = second & 0x7f;
        if (Opcode.control(opcode) && shortLength > LARGEST_CONTROL) {
            throw IllegalFrame.protocol("a control frame of more than 125 octets (opcode 0x" + hex(opcode) + ")");
        }
        return new FrameHead(fin, opcode, length(shortLength, in), 0);
    }

    /** Reads one head, whether a server may send it or not. */
    static FrameHead readLeniently(InputStream in) throws IOException, IllegalFrame {
        int first = octet(in);
        int second = octet(in);
        long length = length(second & 0x7f, in);
        int mask = 0;
        for (int i = 0; i < ((second & 0x80) == 0 ? 0 : 4); i++) {
            mask = mask << 8 | octet(in);
        }
        return new FrameHead((first & 0x80) != 0, first & 0x0f, length, mask);
    }

    /** The payload that follows. */
    byte[] payload(InputStream in) throws IOException {
        byte[] octets = in.readNBytes((int) Math.min(length, LARGEST_ARRAY));
        if (octets.length < length) {
            throw new EOFException("the stream ended in the middle of a frame");
        }
        for (int i = 0; mask != 0 && i < octets.length; i++) {
            octets[i] ^= (byte) (mask >> (24 - 8 * (i & 3)));
        }
        return octets;
    }

    private static long length(int shortLength, InputStream in) throws IOException, IllegalFrame {
        if (shortLength < 126) {
            return shortLength;
        }
        int width = shortLength == 126 ? 2 : 8;
        long length = 0;
        for (int i = 0; i < width; i++) {
            length = length << 8 | octet(in);
        }
        if (length < 0) {
            throw IllegalFrame.protocol("a length with its highest bit set");
        }
        if (length < (width == 2 ? 126 : 65_536)) {
            throw IllegalFrame.protocol("a length of " + length + " written in " + width * 8 + " bits");
        }
        return length;
    }

    private static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet == -1) {
            throw new EOFException("the stream ended");
        }
        return octet;
    }

    private static String hex(int octet) {
        return Integer.toHexString(octet);
    }
}
