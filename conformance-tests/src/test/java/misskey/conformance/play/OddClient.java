package misskey.conformance.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import misskey.conformance.probe.StreamUrls;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireListener;
import misskey.conformance.wire.WireRequest;
import misskey.mock.play.Reports;
import misskey.mock.play.Subject;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that does what no good one does: it opens one connection and comes back to none, says what it is told to
 * connect to word for word, answers so many pings, and calls over HTTP.
 */
final class OddClient implements Subject {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Reports reports = new Reports();
    private final Set<String> can;
    private int pongs;
    private @Nullable WireClient wire;
    private URI stream = URI.create("ws://127.0.0.1/");
    private String token = "";

    private OddClient(int pongs, Set<String> can) {
        this.pongs = pongs;
        this.can = can;
    }

    static OddClient answering(int pongs) {
        return new OddClient(pongs, Set.of("connect", "call", "capture", "close", ANONYMOUS));
    }

    /** Takes these commands only, and crashes on "capture". */
    static OddClient able(String... can) {
        return new OddClient(0, Set.of(can));
    }

    @Override
    public String name() {
        return "an odd client";
    }

    @Override
    public Set<String> can() {
        return can;
    }

    @Override
    public void open(URI stream, Optional<Secret> token) {
        this.stream = stream;
        this.token = token.map(Secret::reveal).orElse("");
        Handshake handshake = WireClient.dial(WireRequest.to(StreamUrls.withToken(stream, token)), PATIENCE);
        wire = handshake.fold(accepted -> accepted.client(), no -> null, no -> null, no -> null);
        if (wire != null) {
            wire.answerPings(false);
            wire.start(new Ear());
        }
    }

    @Override
    public void perform(String command, String operand, Optional<String> as, Optional<JsonNode> params) {
        switch (command) {
            case "connect" -> send(operand);
            case "call" -> call(operand, params.orElseGet(Json::object));
            case "capture" -> throw new Failure(Failure.Kind.CRASHED, "it fell over");
            default -> {}
        }
    }

    private void send(String text) {
        try {
            if (wire != null) {
                wire.sendText(text);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void call(String endpoint, JsonNode data) {
        JsonNode body = Json.object().put("i", token).setAll((ObjectNode) data);
        URI url = URI.create("http://" + stream.getAuthority() + "/api/" + endpoint);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void barrier(Duration patience) {}

    @Override
    public Reports reports() {
        return reports;
    }

    @Override
    public void close() {
        if (wire != null) {
            wire.close();
        }
    }

    private final class Ear implements WireListener {
        @Override
        public void text(String text, int fragments) {}

        @Override
        public void notUtf8(byte[] octets, int fragments) {}

        @Override
        public void binary(byte[] data, int fragments) {}

        @Override
        public void ping(byte[] data) {
            if (pongs-- > 0 && wire != null) {
                try {
                    wire.sendPong(data);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
        }

        @Override
        public void pong(byte[] data) {}

        @Override
        public void close(OptionalInt code, String reason) {}

        @Override
        public void illegal(String what) {}

        @Override
        public void closed(int code, String reason) {}
    }
}
