package misskey.conformance.diagnosis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An HTTP server that answers as it likes, one request a connection, and stays silent where the answer is empty. The
 * characters of an answer are its octets.
 */
public final class OddServer implements AutoCloseable {
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final Function<Request, String> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * What is asked.
     *
     * @param key of an upgrade; empty where none is asked for
     */
    public record Request(String method, String path, String key) {
        public boolean upgrades() {
            return !key.isEmpty();
        }

        /** The answer that makes a WebSocket of the connection. */
        public String accepted() {
            try {
                byte[] hash =
                        MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
                return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    public OddServer(Function<Request, String> answers) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread thread = new Thread(this::serve, "odd server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server whose API works, as Misskey's, and that answers everything else so. */
    static OddServer withApi(Function<Request, String> answers) throws IOException {
        return new OddServer(request -> request.path().equals("/api/ping")
                ? answer(200, "{\"pong\":1700000000000}", "")
                : answers.apply(request));
    }

    /** An answer with more header lines, each ending with a line break. */
    public static String answer(int status, String body, String headers) {
        return "HTTP/1.1 " + status + " Odd\r\n" + headers + "Content-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    static String page(int status, String headers) {
        return answer(status, "<!doctype html><title>Misskey</title>", "Content-Type: text/html\r\n" + headers);
    }

    public URI stream() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/streaming");
    }

    public List<Request> requests() {
        return requests;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> answer(socket), "odd server's connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            Request request = read(socket);
            requests.add(request);
            String answer = answers.apply(request);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            if (answer.isEmpty() || answer.startsWith("HTTP/1.1 101")) {
                socket.getInputStream().readAllBytes(); // until the client has gone
            }
        } catch (IOException gone) {
            // The client has what it wanted; what it makes of it is asserted there.
        }
    }

    private static Request read(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String[] first = line(in).split(" ", -1);
        String key = "";
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            if (header[0].equalsIgnoreCase("Sec-WebSocket-Key")) {
                key = header[1].strip();
            }
            if (header[0].equalsIgnoreCase("Content-Length")) {
                length = Integer.parseInt(header[1].strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return new Request(first[0], first[1].replaceFirst("\\?.*", ""), key);
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the client has gone");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
