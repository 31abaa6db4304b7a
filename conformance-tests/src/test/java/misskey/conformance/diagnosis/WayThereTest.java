package misskey.conformance.diagnosis;

import static misskey.conformance.diagnosis.OddServer.answer;
import static misskey.conformance.diagnosis.OddServer.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.RemoteSettings;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.session.SessionSettings;
import misskey.mock.tls.TlsCertificate;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about servers and proxies that do not let a client come to the stream, over real sockets. */
class WayThereTest {
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 426, 503})
    void proxyThatDoesNotForwardUpgradesIsNamed(int status) throws IOException {
        try (OddServer server = OddServer.withApi(request -> answer(status, "", ""))) {
            assertThat(oneLine(server.stream()))
                    .isEqualTo("the reverse proxy does not forward the WebSocket upgrade (A1; the handshake without a"
                            + " token was answered " + status + ", while POST /api/ping works)");
            assertThat(server.requests()).hasSizeLessThan(6);
        }
    }

    @Test
    void proxyThatAnswersUpgradesWithAPageIsNamedAndNginxGetsItsLines() throws IOException {
        try (OddServer server = OddServer.withApi(request -> page(200, ""))) {
            Advice advice = Diagnosis.of(look(server.stream())).get(0);

            assertThat(advice.id()).isEqualTo("A1");
            assertThat(advice.shownBy()).contains("200 with a page");
            assertThat(advice.remedy())
                    .anyMatch(line -> line.contains("proxy_set_header Upgrade $http_upgrade;"))
                    .anyMatch(line -> line.startsWith("Caddy:"))
                    .anyMatch(line -> line.startsWith("Apache:"))
                    .anyMatch(line -> line.startsWith("Cloudflare:"));
        }
    }

    @Test
    void proxyThatHangsOnUpgradesIsNamed() throws IOException {
        try (OddServer server = OddServer.withApi(request -> request.upgrades() ? "" : answer(503, "", ""))) {
            assertThat(oneLine(server.stream())).contains("(A1; ", "no answer within ", "while POST /api/ping works");
        }
    }

    @Test
    void networkInFrontThatRefusesUpgradesIsNamed() throws IOException {
        try (OddServer server =
                OddServer.withApi(request -> answer(503, "", "Server: cloudflare\r\nCF-Ray: 1234-NRT\r\n"))) {
            assertThat(oneLine(server.stream()))
                    .isEqualTo("Cloudflare, in front of the server, does not let WebSockets through (A3; the handshake"
                            + " without a token was answered 503 by Cloudflare, and POST /api/ping works)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Age: 120',                              '200, Age: 120'",
        "'CF-Cache-Status: HIT',                  '200, cf-cache-status: HIT'",
        "'Cache-Control: public, max-age=3600',   '200, Cache-Control: public, max-age=3600'"
    })
    void cacheThatAnswersForTheStreamIsNamed(String header, String shown) throws IOException {
        try (OddServer server = OddServer.withApi(request -> page(200, header + "\r\n"))) {
            assertThat(oneLine(server.stream()))
                    .isEqualTo("the stream is answered out of a cache (A4; GET /streaming without an upgrade: " + shown
                            + ")");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Cache-Control: max-age=60\r\n"})
    void pageBehindAStreamThatOpensIsToldToo(String header) throws IOException {
        try (OddServer server =
                OddServer.withApi(request -> request.upgrades() ? request.accepted() : page(200, header))) {
            Prober prober = new Prober(settings(server.stream()));

            assertThat(Diagnosis.of(prober.withPages(prober.look())))
                    .extracting(Advice::id)
                    .containsExactly("A4");
        }
    }

    @Test
    void streamThatIsNotForPagesNeedsNoAdvice() throws IOException {
        try (OddServer server =
                OddServer.withApi(request -> request.upgrades() ? request.accepted() : answer(503, "", ""))) {
            Prober prober = new Prober(settings(server.stream()));

            assertThat(Diagnosis.of(prober.withPages(prober.look()))).isEmpty();
        }
    }

    @Test
    void serverThatLimitsHandshakesIsNamed() throws IOException {
        try (OddServer server = OddServer.withApi(request -> answer(429, "", "Retry-After: 300\r\n"))) {
            Advice advice = Diagnosis.of(look(server.stream())).get(0);

            assertThat(advice.id()).isEqualTo("A8");
            assertThat(advice.cause())
                    .isEqualTo("the server limits how often it is asked, and may take all clients for one");
            assertThat(advice.remedy()).anyMatch(line -> line.contains("X-Forwarded-For"));
        }
    }

    @Test
    void serverThatWantsEverybodyToLogInIsNamed() throws IOException {
        try (OddServer server = OddServer.withApi(request -> answer(401, "", ""))) {
            assertThat(oneLine(server.stream()))
                    .isEqualTo("the server wants everybody to log in, or the proxy wants a password (A9; the handshake"
                            + " without a token was answered 401)");
        }
    }

    @Test
    void streamAtAnotherPathIsNamed() throws IOException {
        try (OddServer server = OddServer.withApi(request ->
                request.upgrades() && request.path().equals("/") ? request.accepted() : answer(404, "", ""))) {
            assertThat(oneLine(server.stream()))
                    .isEqualTo("the stream is at /, and not at /streaming (A12; the handshake without a token was"
                            + " answered 404, the one to / 101)");
        }
    }

    @Test
    void portThatNobodyListensOnIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(oneLine(URI.create("ws://127.0.0.1:" + free + "/streaming")))
                .startsWith("nobody takes connections at 127.0.0.1:" + free + " (A11; ");
    }

    @Test
    void hostThatDoesNotExistIsNamed() {
        assertThat(oneLine(URI.create("ws://no.such.host.invalid/streaming")))
                .startsWith("there is no host no.such.host.invalid (A11; ");
    }

    @Test
    void portWithoutTlsIsNamed() {
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults())) {
            assertThat(oneLine(URI.create("wss://127.0.0.1:" + session.port() + "/streaming")))
                    .startsWith("127.0.0.1:" + session.port() + " does not speak TLS (A11; ");
        }
    }

    @Test
    void serverThatIsSilentOverHttpTooIsNamed() throws IOException {
        try (OddServer server = new OddServer(request -> "")) {
            assertThat(oneLine(server.stream())).contains(" does not answer, over HTTP neither (A11; ");
        }
    }

    @Test
    void certificateThatNobodyTrustsIsNamed() {
        try (MockServer mock = MockServer.start(ServerSettings.defaults().withTls(TlsCertificate.forLoopbackAnd()));
                MockSession session = mock.session(SessionSettings.defaults())) {
            assertThat(oneLine(session.streamUrl()))
                    .startsWith("the TLS certificate of 127.0.0.1:" + session.port()
                            + " is not trusted, or not for that name (A11; ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, 'is no Misskey server, or another virtual host (A11; '",
        "200, 'is no Misskey server, or another virtual host (A11; '",
        "502, 'does not run, or the proxy does not reach it (A11; '"
    })
    void serverWhoseApiDoesNotWorkEitherIsNoCaseForTheProxysUpgrades(int status, String cause) throws IOException {
        try (OddServer server = new OddServer(request -> answer(status, "nothing here", ""))) {
            assertThat(oneLine(server.stream())).contains(cause);
        }
    }

    private static String oneLine(URI stream) {
        return Diagnosis.inOneLine(look(stream));
    }

    private static Evidence look(URI stream) {
        return new Prober(settings(stream)).look();
    }

    private static RemoteSettings settings(URI stream) {
        return RemoteSettings.of(stream, Dialect.named("documented")).withPatience(Patience.embedded());
    }
}
