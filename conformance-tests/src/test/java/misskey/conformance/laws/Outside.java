package misskey.conformance.laws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import misskey.mock.MockSession;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP side of a replay: calls of accounts, uploads, and raw exchanges at the door. */
final class Outside {
    /** Asked for HTTP/2, it sends an {@code Upgrade}, which Misskey 12 takes for a WebSocket's. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String ANYBODY = "anon";
    private static final String BOUNDARY = "fidelity-part";

    private final MockSession session;

    Outside(MockSession session) {
        this.session = session;
    }

    /** The body is an empty object where there was none. */
    record Answer(int status, JsonNode body) {}

    Answer call(String who, String endpoint, ObjectNode data) throws IOException, InterruptedException {
        ObjectNode asked = data.deepCopy();
        if (!who.equals(ANYBODY)) {
            asked.put("i", session.token(who).reveal());
        }
        boolean upload = asked.has("size");
        HttpRequest request = HttpRequest.newBuilder(session.origin().resolve("/api/" + endpoint))
                .header("Content-Type", upload ? "multipart/form-data; boundary=" + BOUNDARY : "application/json")
                .POST(BodyPublishers.ofString(upload ? form(asked) : Json.write(asked)))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.body().isBlank() ? Json.object() : Json.read(response.body()));
    }

    /** A form in parts, with as many octets in the file as were recorded. */
    private static String form(ObjectNode data) {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            String name = field.getKey();
            boolean file = name.equals("size");
            form.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"");
            form.append(file ? "file\"; filename=\"" + data.path("name").stringValue() : name);
            form.append("\"\r\n");
            form.append(file ? "Content-Type: " + data.path("type").stringValue("text/plain") + "\r\n" : "");
            form.append("\r\n");
            form.append(file ? "x".repeat(field.getValue().intValue()) : Json.text(field.getValue()));
            form.append("\r\n");
        }
        return form + "--" + BOUNDARY + "--\r\n";
    }

    /** Sends a request as it stands, and reads the head of the answer and, where its length is told, the body. */
    ObjectNode exchange(String request, Duration patience) throws IOException {
        try (Socket tcp = new Socket(session.origin().getHost(), session.port())) {
            tcp.setSoTimeout((int) patience.toMillis());
            tcp.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            InputStream in = tcp.getInputStream();
            try {
                int octet = in.read();
                while (octet >= 0) {
                    read.write(octet);
                    octet = headIsOver(read) ? -1 : in.read();
                }
            } catch (SocketTimeoutException silent) {
                // What came until then is the answer.
            }
            return Recording.exchange(read.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean headIsOver(ByteArrayOutputStream read) {
        return read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }
}
