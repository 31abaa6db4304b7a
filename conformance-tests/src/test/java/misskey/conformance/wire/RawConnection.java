package misskey.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The server's end of a connection, written without any code of the client under test. */
final class RawConnection {
    /** A frame as the client sent it, unmasked. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record ClientFrame(boolean fin, int opcode, boolean masked, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** The headers of the request by name in any case; the request line under the empty name. */
    Map<String, String> request() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("", line());
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        return headers;
    }

    /** Reads the request and answers 101, with octets right behind it in the same write. */
    void accept(byte[]... behind) throws IOException {
        send(upgraded(request()), behind);
    }

    /** The 101 that fits a request. */
    static byte[] upgraded(Map<String, String> request) {
        return upgraded(request, "X-Served-By: raw");
    }

    /** The 101 that fits a request, with one more header. */
    static byte[] upgraded(Map<String, String> request, String header) {
        return ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                + header + "\r\nSec-WebSocket-Accept: " + acceptOf(request.getOrDefault("Sec-WebSocket-Key", ""))
                + "\r\n\r\n");
    }

    static String acceptOf(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(ascii(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }

    void send(byte[] first, byte[]... more) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        for (byte[] octets : more) {
            all.writeBytes(octets);
        }
        socket.getOutputStream().write(all.toByteArray());
    }

    /** A server's frame of up to 125 octets; the first octet is FIN, reserved bits and opcode. */
    static byte[] frame(int first, byte... payload) {
        byte[] frame = new byte[payload.length + 2];
        frame[0] = (byte) first;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    ClientFrame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        boolean masked = (second & 0x80) != 0;
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] key = masked ? in.readNBytes(4) : new byte[4];
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= key[i % 4];
        }
        return new ClientFrame((first & 0x80) != 0, first & 0x0f, masked, payload);
    }

    byte[] readOctets(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Waits for the client to go, and says how: {@code end} or {@code reset}. */
    String awaitEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return "end";
        } catch (SocketException reset) {
            return String.valueOf(reset.getMessage()).toLowerCase(Locale.ROOT).contains("reset") ? "reset" : "broken";
        }
    }

    /** Everything the client still sends until it ends the connection. */
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.readUnsignedByte(); octet != '\n'; octet = in.readUnsignedByte()) {
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 1);
    }
}
