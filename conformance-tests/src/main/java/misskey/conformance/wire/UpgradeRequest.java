package misskey.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTP request that asks for a WebSocket, and what its 101 must say (RFC 6455, 4.1). Immutable. */
final class UpgradeRequest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();

    UpgradeRequest(WireRequest request) {
        target = request.target();
        byte[] key = new byte[16];
        RANDOM.nextBytes(key);
        headers.put("Host", request.hostHeader());
        headers.put("Upgrade", "websocket");
        headers.put("Connection", "Upgrade");
        headers.put(KEY, Base64.getEncoder().encodeToString(key));
        headers.put("Sec-WebSocket-Version", "13");
        if (!request.subprotocols().isEmpty()) {
            headers.put(SUBPROTOCOL, String.join(", ", request.subprotocols()));
        }
        request.headers().forEach((name, value) -> {
            if (value.isEmpty()) {
                headers.remove(nameInUse(name));
            } else {
                headers.put(nameInUse(name), value);
            }
        });
    }

    /** The request as it goes out. */
    byte[] octets() {
        StringBuilder text = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What makes a 101 none that a client may accept, as the end of "the server answered …". */
    Optional<String> objectionTo(HttpAnswer answer) {
        if (!answer.header("upgrade").equalsIgnoreCase("websocket")) {
            return Optional.of("101 without \"Upgrade: websocket\"");
        }
        if (!words(answer.header("connection").toLowerCase(Locale.ROOT)).contains("upgrade")) {
            return Optional.of("101 without \"Connection: Upgrade\"");
        }
        String accept = answer.header("sec-websocket-accept");
        // Where no key went out there is nothing that it could fit.
        if (headers.containsKey(KEY) && !accept.equals(expectedAccept())) {
            return Optional.of("101 with a wrong Sec-WebSocket-Accept (\"" + accept + "\" instead of \""
                    + expectedAccept() + "\")");
        }
        String subprotocol = answer.header("sec-websocket-protocol");
        if (!subprotocol.isEmpty() && !words(header(SUBPROTOCOL)).contains(subprotocol)) {
            return Optional.of("101 with the subprotocol \"" + subprotocol + "\", which was not offered");
        }
        String extensions = answer.header("sec-websocket-extensions");
        if (!namesOf(header(EXTENSIONS)).containsAll(namesOf(extensions))) {
            return Optional.of("101 with the extension \"" + extensions + "\", which was not offered");
        }
        return Optional.empty();
    }

    private String expectedAccept() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((header(KEY) + ACCEPT_SUFFIX).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java platform has SHA-1", never);
        }
    }

    private String header(String name) {
        return headers.getOrDefault(nameInUse(name), "").strip();
    }

    private String nameInUse(String name) {
        return headers.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private static List<String> words(String list) {
        return Stream.of(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> namesOf(String extensions) {
        return words(extensions).stream()
                .map(extension -> extension.split(";", 2)[0].strip())
                .collect(Collectors.toList());
    }
}
