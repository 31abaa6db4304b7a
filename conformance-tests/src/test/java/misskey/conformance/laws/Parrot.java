package misskey.conformance.laws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import misskey.protocol.Json;

/** A server that says back whatever it is told: URLs, tokens and bodies, in headers, bodies, frames, pings and closes. */
final class Parrot {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int LONGEST = 120;

    private Parrot() {}

    /** Accepts handshakes, and repeats what they asked for in every kind of frame. */
    static void opening(Socket guest) throws IOException {
        answer(guest, true);
    }

    /** Refuses handshakes, and repeats what they asked for. */
    static void refusing(Socket guest) throws IOException {
        answer(guest, false);
    }

    private static void answer(Socket guest, boolean opens) throws IOException {
        InputStream in = guest.getInputStream();
        OutputStream out = guest.getOutputStream();
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            String target = head.split(" ", 3)[1];
            String key = header(head, "sec-websocket-key");
            byte[] body = in.readNBytes(Integer.parseInt("0" + header(head, "content-length")));
            String said = target + " " + URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8) + " "
                    + new String(body, StandardCharsets.UTF_8);
            if (!key.isEmpty() && opens) {
                out.write(ascii("HTTP/1.1 101 " + target + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Asked: "
                        + target + "\r\nSec-WebSocket-Accept: " + accept(key) + "\r\n\r\n"));
                frames(out, said, target);
                in.transferTo(OutputStream.nullOutputStream());
                return;
            }
            byte[] answer = Json.write(Json.object()
                            .put("id", said)
                            .put(said, said)
                            .set(
                                    "error",
                                    Json.object()
                                            .put("message", said)
                                            .put("code", said)
                                            .put("id", said)))
                    .getBytes(StandardCharsets.UTF_8);
            boolean known = opens && target.endsWith("/i");
            out.write(ascii("HTTP/1.1 " + (known ? 200 : 403) + " " + target + "\r\nX-Asked: " + target
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + answer.length + "\r\n\r\n"));
            out.write(answer);
            out.flush();
        }
    }

    private static void frames(OutputStream out, String said, String target) throws IOException {
        String written = Json.write(Json.object().put("said", said));
        for (String text : List.of(
                said,
                "{\"type\":\"error\",\"body\":" + written + "}",
                "{\"type\":\"channel\",\"body\":{\"id\":"
                        + Json.write(Json.array().add(said)) + ",\"type\":\"note\",\"body\":" + written + "}}",
                Json.write(Json.object()
                        .put("type", said)
                        .set("body", Json.object().put(said, said))),
                "<p title='" + target.replace("&", "&amp;") + "'>")) {
            frame(out, TEXT, text.getBytes(StandardCharsets.UTF_8));
        }
        frame(out, BINARY, said.getBytes(StandardCharsets.UTF_8));
        frame(out, PING, ascii(target));
        byte[] reason = ascii(target);
        byte[] close = new byte[2 + reason.length];
        close[0] = 3;
        close[1] = (byte) 0xe8;
        System.arraycopy(reason, 0, close, 2, reason.length);
        frame(out, CLOSE, close);
    }

    private static void frame(OutputStream out, int opcode, byte[] payload) throws IOException {
        // A token of which a peer sends only a part is no token any more, and nothing can know it.
        byte[] some = opcode < CLOSE || payload.length <= LONGEST ? payload : Arrays.copyOf(payload, 2);
        out.write(0x80 | opcode);
        if (some.length < 126) {
            out.write(some.length);
        } else {
            out.write(new byte[] {126, (byte) (some.length >> 8), (byte) some.length});
        }
        out.write(some);
        out.flush();
    }

    private static String accept(String key) throws IOException {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(ascii(key + ACCEPT)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IOException(impossible);
        }
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
