package misskey.mock;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare socket, for what no client library will send. Reads and writes wait at most twenty seconds. */
final class RawPeer implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    private static final int MILLIS = 20_000;
    private static final int NO_CLOSE_FRAME = 1006;
    private static final int CLOSE_WITHOUT_CODE = 1005;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final DataInputStream in;

    /** A frame as it came. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }
    }

    private RawPeer(MockSession session, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(MILLIS);
        socket.connect(new InetSocketAddress(session.origin().getHost(), session.port()), MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects and says nothing yet. */
    static RawPeer connected(MockSession session) throws IOException {
        return new RawPeer(session, 64 * 1024);
    }

    /** Connects and completes the handshake of an anonymous stream. */
    static RawPeer upgraded(MockSession session) throws IOException {
        return upgraded(session, "/streaming");
    }

    static RawPeer upgraded(MockSession session, String pathAndQuery) throws IOException {
        RawPeer peer = new RawPeer(session, 4 * 1024);
        String answer = peer.handshake(pathAndQuery);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("the handshake was answered " + answer);
        }
        return peer;
    }

    /** Sends octets as they are. */
    void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Sends a handshake and gives the head of the answer. */
    String handshake(String pathAndQuery) throws IOException {
        return ask(headOf(pathAndQuery));
    }

    /** The head of a handshake. */
    static String headOf(String pathAndQuery) {
        return "GET " + pathAndQuery + " HTTP/1.1\r\nHost: mock\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n";
    }

    /** Sends the head of a request and gives the head of the answer. */
    String ask(String head) throws IOException {
        send(head.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        return answer.toString();
    }

    /** Sends a request and gives the answer, head and body; the connection can be used again. */
    String exchange(String request) throws IOException {
        String head = ask(request);
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : head;
    }

    /** Whether the other side has ended the connection; waits for that. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    void text(String text) throws IOException {
        frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a frame, masked with zeros. */
    void frame(int opcode, boolean last, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        send(frame.toByteArray());
    }

    /** The next frame; throws an {@link IOException} at the end. */
    Frame read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        long size = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
        byte[] payload = new byte[Math.toIntExact(size)];
        in.readFully(payload);
        return new Frame(opcode, ByteBuffer.wrap(payload));
    }

    /** The next frame in a line: its first octet in hexadecimal, {@code masked} where it is, and its payload, an octet a character. */
    String rawFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7f;
        int size = length == 127 ? Math.toIntExact(in.readLong()) : length == 126 ? in.readUnsignedShort() : length;
        byte[] key = new byte[second > 0x7f ? 4 : 0];
        in.readFully(key);
        byte[] payload = new byte[size];
        in.readFully(payload);
        for (int i = 0; i < size && key.length > 0; i++) {
            payload[i] ^= key[i % 4];
        }
        return String.format("%02x ", first)
                + (key.length > 0 ? "masked " : "")
                + new String(payload, StandardCharsets.ISO_8859_1);
    }

    /** The next octets. */
    byte[] octets(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Reads to the end: every octet as hexadecimal, and how TCP ended, {@code FIN} or {@code RST}. */
    String toTheEnd() throws IOException {
        StringBuilder came = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                came.append(String.format("%02x", octet));
            }
            return came + "FIN";
        } catch (SocketException reset) {
            return came + "RST";
        }
    }

    /** Reads to the end and gives the code of the close frame: 1005 where it has none, 1006 where none comes. */
    int closeCode() throws IOException {
        try {
            Frame frame = read();
            while (frame.opcode() != CLOSE) {
                frame = read();
            }
            return frame.payload().remaining() < 2
                    ? CLOSE_WITHOUT_CODE
                    : frame.payload().getShort() & 0xffff;
        } catch (EOFException | SocketException cut) {
            return NO_CLOSE_FRAME;
        }
    }

    /** Whether nothing comes for a moment; only for what is known to be refused already. */
    boolean isSilent() throws IOException {
        socket.setSoTimeout(100);
        try {
            return in.read() == 0;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
