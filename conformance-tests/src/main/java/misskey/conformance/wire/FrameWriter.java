package misskey.conformance.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Writes frames, each in one piece. Thread-safe; a write waits for the one before it. */
final class FrameWriter {
    private final OutputStream out;
    private boolean closeWritten;

    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes octets as they are. */
    synchronized void octets(byte[] octets) throws WireException {
        try {
            out.write(octets);
            out.flush();
        } catch (IOException gone) {
            throw new WireException("the connection is closed", gone);
        }
    }

    /** Writes any frame, legal or not. */
    synchronized void frame(boolean fin, int opcode, byte[] payload, boolean masked) throws WireException {
        closeWritten |= opcode == Opcode.CLOSE;
        octets(encode(fin, opcode, payload, masked));
    }

    /**
     * Writes one message in fragments of these sizes, and what is left in a last one; other messages wait
     * until it is whole.
     */
    synchronized void message(int opcode, byte[] payload, int... sizes) throws WireException {
        List<byte[]> fragments = cut(payload, sizes);
        for (int i = 0; i < fragments.size(); i++) {
            frame(i == fragments.size() - 1, i == 0 ? opcode : Opcode.CONTINUATION, fragments.get(i), true);
        }
    }

    /** Writes a close frame unless one was written before. */
    synchronized void closeOnce(byte[] payload) throws WireException {
        if (!closeWritten) {
            frame(true, Opcode.CLOSE, payload, true);
        }
    }

    private static List<byte[]> cut(byte[] payload, int... sizes) {
        List<byte[]> fragments = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            if (size < 0 || size > payload.length - from) {
                throw new IllegalArgumentException(
                        "cannot cut " + payload.length + " octets into fragments of " + Arrays.toString(sizes));
            }
            fragments.add(Arrays.copyOfRange(payload, from, from + size));
            from += size;
        }
        if (from < payload.length || fragments.isEmpty()) {
            fragments.add(Arrays.copyOfRange(payload, from, payload.length));
        }
        return fragments;
    }

    private static byte[] encode(boolean fin, int opcode, byte[] payload, boolean masked) {
        int length = payload.length;
        int extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(2 + extended + (masked ? 4 : 0) + length);
        frame.put((byte) ((fin ? 0x80 : 0) | opcode));
        int shortLength = extended == 0 ? length : extended == 2 ? 126 : 127;
        frame.put((byte) ((masked ? 0x80 : 0) | shortLength));
        if (extended == 2) {
            frame.putShort((short) length);
        } else if (extended == 8) {
            frame.putLong(length);
        }
        if (!masked) {
            return frame.put(payload).array();
        }
        byte[] key = new byte[4];
        ThreadLocalRandom.current().nextBytes(key);
        frame.put(key);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (payload[i] ^ key[i & 3]));
        }
        return frame.array();
    }
}
