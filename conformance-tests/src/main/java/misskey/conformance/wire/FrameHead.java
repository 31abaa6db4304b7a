package misskey.conformance.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What stands before a server's payload (RFC 6455, 5.2). */
record FrameHead(boolean fin, int opcode, long length) {
    private static final int LARGEST_CONTROL = 125;

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
        return new FrameHead(fin, opcode, length(shortLength, in));
    }

    /** The payload that follows. */
    byte[] payload(InputStream in) throws IOException {
        byte[] octets = in.readNBytes((int) length);
        if (octets.length < length) {
            throw new EOFException("the stream ended in the middle of a frame");
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
