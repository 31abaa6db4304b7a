package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a hostile caller of the HTTP API may do; a stream receives its events all the while. */
class HttpAbuseTest {
    private static final String CHUNKED = "POST /api/ping HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final MockServer mock = MockServer.start();
    private final MockSession session = mock.session(SessionSettings.defaults());
    private final ApiPeer alice = new ApiPeer(session, "alice");
    private final Witness witness = new Witness(session);

    @AfterEach
    void stop() {
        witness.receivesEverything();
        witness.close();
        mock.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {              | The body is not one JSON document.
            {} {}          | The body is not one JSON document.
            {'a':1}        | The body is not one JSON document.
            {"a":NaN}      | The body is not one JSON document.
            [1]            | The body is a JSON array instead of an object.
            null           | The body is a JSON null instead of an object.
            "text"         | The body is a JSON string instead of an object.
            """)
    void bodyThatIsNoObjectIsRefusedInMisskeysShape(String body, String message) {
        HttpResponse<String> answer = alice.post("notes/create", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(error(answer).path("code").stringValue()).isEqualTo("INVALID_PARAM");
        assertThat(error(answer).path("message").stringValue()).isEqualTo(message);
    }

    @Test
    void bodyNestedTooDeepIsRefused() {
        HttpResponse<String> answer = alice.post("ping", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).path("message").stringValue()).isEqualTo("The body is deeper or longer than is read.");
    }

    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) + 1, 15 << 20})
    void bodyOverOneMebibyteIsTooLarge(int length) {
        HttpResponse<String> answer = alice.post("ping", " ".repeat(length));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"statusCode\":413,\"error\":\"Payload Too Large\"}");
    }

    @Test
    void bodyOfOneMebibyteIsRead() {
        assertThat(alice.post("ping", " ".repeat((1 << 20) - 2) + "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodyInPiecesIsTooLargeAsWell() throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            String piece = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            String answer = peer.ask(CHUNKED + piece.repeat(17) + "0\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void endlessBodyIsCutOff() throws Exception {
        try (RawPeer peer = RawPeer.connected(session)) {
            byte[] piece = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            peer.send(CHUNKED.getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            peer.send(piece);
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
    void anyMethodButPostIsNotAllowed(String method) {
        HttpResponse<String> answer = ApiPeer.exchange(
                HttpRequest.newBuilder(session.origin().resolve("/api/ping")).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such", "", "notes", "notes/create/", "__proto__", "ping%20"})
    void unknownEndpointIsNotFound(String endpoint) {
        HttpResponse<String> answer = alice.post(endpoint, "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer).path("code").stringValue()).isEqualTo("NO_SUCH_ENDPOINT");
        assertThat(error(answer).propertyNames()).containsExactly("message", "code", "id", "kind");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"i":"wrong"} | 401 | AUTHENTICATION_FAILED
            {"i":""}      | 401 | AUTHENTICATION_FAILED
            {"i":5}       | 401 | CREDENTIAL_REQUIRED
            {"i":null}    | 401 | CREDENTIAL_REQUIRED
            {}            | 401 | CREDENTIAL_REQUIRED
            """)
    void callWithoutAGoodTokenIsRefused(String body, int status, String code) {
        HttpResponse<String> answer = alice.post("i", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error(answer).path("code").stringValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Bearer alice-token, 200", "Bearer wrong, 401", "bearer alice-token, 401", "Basic x, 401"})
    void bearerTokenIsTaken(String header, int status) {
        HttpResponse<String> answer =
                ApiPeer.exchange(HttpRequest.newBuilder(session.origin().resolve("/api/i"))
                        .header("Authorization", header)
                        .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void emptyBodyIsAnEmptyObject() {
        assertThat(alice.post("ping", "").statusCode()).isEqualTo(200);
    }

    @Test
    void halfARequestAndGoneHarmsNobody() throws Exception {
        for (String half : new String[] {
            "",
            "POST /api/pi",
            "POST /api/ping HTTP/1.1\r\nHost: mock\r\nContent-Length: 100\r\n\r\n{\"a\":",
            "\u0000\u0001\r\n\r\n"
        }) {
            try (RawPeer peer = RawPeer.connected(session)) {
                peer.send(half.getBytes(StandardCharsets.ISO_8859_1));
            }
            witness.receivesEverything();
        }
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.read(answer.body()).path("error");
    }
}
