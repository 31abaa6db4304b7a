package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import misskey.mock.session.SessionSettings;
import misskey.mock.wire.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, how, and how many: web pages, connections that are used again, slow ones. */
class FrontDoorTest {
    private static final String PING =
            "POST /api/ping HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private MockServer mock = MockServer.start();

    @AfterEach
    void stop() {
        mock.close();
    }

    private MockSession session() {
        return mock.session(SessionSettings.defaults());
    }

    private MockSession session(ServerSettings settings) {
        mock.close();
        mock = MockServer.start(settings);
        return session();
    }

    @ParameterizedTest(name = "{0} {1} is answered {2}")
    @CsvSource({
        "POST, /api/ping,    200",
        "POST, /api/no/such, 404",
        "POST, /api/i,       401",
        "GET,  /api/ping,    405",
    })
    void pageOfAnySiteMayReadWhatTheApiAnswers(String method, String path, int status) throws Exception {
        try (RawPeer page = RawPeer.connected(session())) {
            String answer = page.exchange(method + " " + path
                    + " HTTP/1.1\r\nHost: mock\r\nOrigin: https://page.example\r\nContent-Length: 0\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsOnlyOnce("\r\nAccess-Control-Allow-Origin: *\r\n");
        }
    }

    @Test
    void browserIsToldThatThePageMayPost() throws Exception {
        try (RawPeer browser = RawPeer.connected(session())) {
            String answer = browser.exchange(preflight("/api/notes/create", "mock"));

            assertThat(answer)
                    .startsWith("HTTP/1.1 204 ")
                    .contains(
                            "\r\nAccess-Control-Allow-Origin: *\r\n",
                            "\r\nAccess-Control-Allow-Methods: POST\r\n",
                            "\r\nAccess-Control-Allow-Headers: *, Authorization\r\n",
                            "\r\nAccess-Control-Max-Age: 3600\r\n");
            assertThat(browser.exchange(PING)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void pageOfAnySiteMayOpenAStream() throws Exception {
        try (RawPeer page = RawPeer.connected(session())) {
            assertThat(page.ask("GET /streaming?i=alice-token HTTP/1.1\r\nHost: mock\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                            + "Sec-WebSocket-Version: 13\r\nOrigin: https://page.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 101 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/_kit/sessions", "/_kit/", "/_kit/openapi.json", "/_kit/sessions/default/journal"})
    void controlIsForNoOtherSitesPage(String path) throws Exception {
        try (RawPeer browser = RawPeer.connected(session())) {
            assertThat(browser.exchange(preflight(path, "127.0.0.1")))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("Access-Control");
            assertThat(browser.exchange("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("Access-Control");
        }
    }

    private static String preflight(String path, String host) {
        return "OPTIONS " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://page.example\r\n"
                + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n";
    }

    @Test
    void oneConnectionCarriesManyRequests() throws Exception {
        try (RawPeer client = RawPeer.connected(session())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.exchange(PING)).startsWith("HTTP/1.1 200 ").contains("\"pong\":");
                assertThat(client.exchange("GET /no/such HTTP/1.1\r\nHost: mock\r\n\r\n"))
                        .startsWith("HTTP/1.1 404 ");
                assertThat(client.exchange(PING.replace("{}", "no"))).startsWith("HTTP/1.1 400 ");
                assertThat(client.exchange("GET /_kit/sessions HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(client.exchange("GET /streaming HTTP/1.1\r\nHost: mock\r\n\r\n"))
                        .startsWith("HTTP/1.1 503 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /stre", "GET /streaming HTTP/1.1\r\nHost: mock\r\nUpgr"})
    void headThatDoesNotComeInTimeIsCutOff(String half) throws Exception {
        MockSession session = session(ServerSettings.defaults().withPatience(Duration.ofMillis(100)));
        try (StreamPeer stream = StreamPeer.as(session, "alice");
                RawPeer slow = RawPeer.connected(session)) {
            slow.send(half.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(slow.isEnded()).isTrue();
            assertThat(stream.connect("main", "m").untilFence())
                    .as("an open stream has all the time there is")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ping", "/_kit/sessions"})
    void bodyThatDoesNotComeInTimeIsCutOff(String path) throws Exception {
        MockSession session = session(ServerSettings.defaults().withPatience(Duration.ofMillis(100)));
        try (RawPeer slow = RawPeer.connected(session)) {
            assertThat(slow.exchange(PING)).startsWith("HTTP/1.1 200 ");
            slow.send(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{")
                    .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(slow.isEnded()).isTrue();
        }
    }

    @Test
    void connectionThatSentABodyIsNotCutOffLater() throws Exception {
        MockSession session = session(ServerSettings.defaults().withPatience(Duration.ofMillis(100)));
        try (RawPeer client = RawPeer.connected(session);
                RawPeer slow = RawPeer.connected(session)) {
            assertThat(client.exchange(PING)).startsWith("HTTP/1.1 200 ");
            slow.send("GET /".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(slow.isEnded()).as("the patience is over").isTrue();

            assertThat(client.exchange(PING)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void headOverOneMebibyteIsRefused() throws Exception {
        MockSession session = session();
        try (RawPeer large = RawPeer.connected(session)) {
            assertThat(large.ask("GET / HTTP/1.1\r\nHost: mock\r\nX: " + "x".repeat(4 << 20) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
        } catch (SocketException cut) {
            // What it sent was not read to the end, so the answer may be lost with it.
        }
        try (RawPeer next = RawPeer.connected(session)) {
            assertThat(next.exchange(PING)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void headThatDripsIsCutOff() throws Exception {
        MockSession session = session(ServerSettings.defaults().withPatience(Duration.ofMillis(100)));
        try (RawPeer slow = RawPeer.connected(session)) {
            slow.send("GET /".getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            slow.send(new byte[] {'x'});
                            Thread.onSpinWait();
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void connectionOverTheLimitIsRefusedUntilAnotherEnds() throws Exception {
        MockSession session = session(ServerSettings.defaults().withMostConnections(2));
        RawPeer first = RawPeer.upgraded(session);
        try (RawPeer second = RawPeer.connected(session);
                RawPeer third = RawPeer.connected(session)) {
            assertThat(second.exchange(PING)).startsWith("HTTP/1.1 200 ");
            assertThat(third.exchange(PING))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("{\"statusCode\":503,\"error\":\"too many connections are open already\"}");
            assertThat(third.isEnded()).isTrue();
            assertThat(second.exchange(PING)).as("one that is open goes on").startsWith("HTTP/1.1 200 ");

            first.close();

            assertThat(isTakenInTime(session)).isTrue();
        }
    }

    /** Tries until it is taken: that a connection has ended is told to nobody. */
    private static boolean isTakenInTime(MockSession session) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            try (RawPeer next = RawPeer.connected(session)) {
                if (next.exchange(PING).startsWith("HTTP/1.1 200 ")) {
                    return true;
                }
            }
        }
        return false;
    }
}
