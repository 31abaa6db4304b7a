package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import misskey.mock.fault.EndingFault;
import misskey.mock.fault.Fault;
import misskey.mock.fault.HandshakeFault;
import misskey.mock.fault.WireFault;
import misskey.mock.session.SessionSettings;
import misskey.mock.tls.TlsCertificate;
import misskey.mock.wire.ServerSettings;
import misskey.protocol.Json;
import misskey.protocol.Line;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A mock that speaks TLS, with clients of the JDK that trust its certificate and no other. */
class TlsTest {
    private static final TlsCertificate CERTIFICATE = TlsCertificate.forLoopbackAnd("mock.example", "192.0.2.1");
    private static final HttpClient TRUSTING = client(CERTIFICATE.clientContext());

    private final MockServer mock = MockServer.start(ServerSettings.defaults().withTls(CERTIFICATE));
    private final MockSession session = mock.session(SessionSettings.defaults());

    @AfterEach
    void stop() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void streamAndApiWorkAsWithoutIt(String host) throws Exception {
        assertThat(session.streamUrl().getScheme()).isEqualTo("wss");
        assertThat(session.origin().getScheme()).isEqualTo("https");
        BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        WebSocket alice = TRUSTING.newWebSocketBuilder()
                .buildAsync(
                        URI.create("wss://" + host + ":" + session.port() + "/streaming?i=alice-token"),
                        listener(frames))
                .get(20, TimeUnit.SECONDS);
        alice.sendText("{\"type\":\"connect\",\"body\":{\"channel\":\"main\",\"id\":\"1\",\"pong\":true}}", true)
                .get(20, TimeUnit.SECONDS);
        assertThat(frames.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"connected\",\"body\":{\"id\":\"1\"}}");

        HttpResponse<String> posted =
                post(session.origin().resolve("/api/notes/create"), "{\"i\":\"bob-token\",\"text\":\"hi @alice\"}", "");
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(frames.poll(20, TimeUnit.SECONDS)).contains("mention");
        alice.abort();
    }

    @Test
    void whoDoesNotTrustItIsNotTalkedTo() throws Exception {
        HttpClient wary = client(SSLContext.getDefault());

        assertThatThrownBy(() -> wary.send(
                        HttpRequest.newBuilder(session.origin().resolve("/_kit/sessions"))
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> client(TlsCertificate.forLoopbackAnd().clientContext())
                        .send(HttpRequest.newBuilder(session.origin()).build(), BodyHandlers.ofString()))
                .as("another mock's certificate")
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void unencryptedRequestsGetNoAnswer() {
        assertThatThrownBy(() -> {
                    try (RawPeer plain = RawPeer.connected(session)) {
                        plain.handshake("/streaming");
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(session.journal()).isEmpty();
    }

    @Test
    void certificateIsForLoopbackAndWhatElseIsAskedFor() throws Exception {
        X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(CERTIFICATE.pem().getBytes(StandardCharsets.US_ASCII)));
        try (SSLSocket socket = connected()) {
            X509Certificate server = (X509Certificate) socket.getSession().getPeerCertificates()[0];

            server.verify(authority.getPublicKey());
            assertThat(authority.getBasicConstraints())
                    .as("may give certificates")
                    .isGreaterThanOrEqualTo(0);
            assertThat(server.getBasicConstraints()).as("may not").isEqualTo(-1);
            assertThat(server.getSubjectAlternativeNames())
                    .extracting(name -> String.valueOf(name.get(1)))
                    .containsExactlyInAnyOrder(
                            "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "mock.example", "192.0.2.1");
            assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
            server.checkValidity();
        }
    }

    @Test
    void controlGivesEncryptedAddressesAndKnowsItsOwnPage() throws Exception {
        URI sessions = session.origin().resolve("/_kit/sessions");
        JsonNode made = Json.read(post(sessions, "{\"port\":true}", "").body());

        assertThat(made.path("wsUrl").stringValue()).startsWith("wss://127.0.0.1:");
        assertThat(made.path("httpUrl").stringValue()).startsWith("https://127.0.0.1:");
        URI its = URI.create(made.path("httpUrl").stringValue() + "/api/meta");
        assertThat(post(its, "{}", "").statusCode()).isEqualTo(200);

        assertThat(post(sessions, "{}", session.origin().toString()).statusCode())
                .isEqualTo(201);
        assertThat(post(sessions, "{}", "http://127.0.0.1:" + session.port()).statusCode())
                .as("a page that came unencrypted is another site's")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "closeWithoutFrame", "closeCode", "truncated", "drip"})
    void faultsOfTheWireActInsideOfIt(String name) throws Exception {
        Fault fault = switch (name) {
            case "reset" -> new EndingFault.Reset();
            case "closeWithoutFrame" -> new EndingFault.CloseWithoutFrame();
            case "closeCode" -> new EndingFault.CloseCode(1005, "");
            case "truncated" -> new EndingFault.Truncated(100, 3);
            default -> new WireFault.Drip(Duration.ofMillis(1));
        };
        try (SSLSocket socket = connected()) {
            socket.getOutputStream()
                    .write(RawPeer.headOf("/streaming?i=alice-token").getBytes(StandardCharsets.US_ASCII));
            String head = readHead(socket);
            assertThat(head).startsWith("HTTP/1.1 101 ");
            assertThat(session.await(line -> line.op() == Line.Op.OPENED, Duration.ofSeconds(20)))
                    .isPresent();
            session.fault("alice-1", fault);
            if (name.equals("drip")) {
                session.session().close(session.session().connections().get(0), 1000, "");
            }

            assertThat(toTheEnd(socket))
                    .isEqualTo(
                            switch (name) {
                                case "reset" -> "RST";
                                case "closeWithoutFrame" -> "";
                                case "closeCode" -> "880203ed";
                                case "truncated" -> "8164" + "202020";
                                default -> "880203e8";
                            });
        }
    }

    @Test
    void handshakesMayBeResetToo() throws Exception {
        session.fault(new HandshakeFault.Reset());
        try (SSLSocket socket = connected()) {
            socket.getOutputStream().write(RawPeer.headOf("/streaming").getBytes(StandardCharsets.US_ASCII));

            assertThat(toTheEnd(socket)).isEqualTo("RST");
        }
    }

    private SSLSocket connected() throws IOException {
        SSLSocket socket =
                (SSLSocket) CERTIFICATE.clientContext().getSocketFactory().createSocket("127.0.0.1", session.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static String readHead(SSLSocket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    /** What comes, in hexadecimal; {@code RST} where TCP ended so. */
    private static String toTheEnd(SSLSocket socket) {
        StringBuilder came = new StringBuilder();
        try {
            for (int octet = socket.getInputStream().read();
                    octet >= 0;
                    octet = socket.getInputStream().read()) {
                came.append(String.format("%02x", octet));
            }
            return came.toString();
        } catch (IOException broken) {
            boolean reset = broken instanceof SocketException || broken.getCause() instanceof SocketException;
            return came + (reset ? "RST" : broken.toString());
        }
    }

    private static HttpResponse<String> post(URI url, String body, String origin) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body));
        return TRUSTING.send(
                (origin.isEmpty() ? request : request.header("Origin", origin)).build(), BodyHandlers.ofString());
    }

    private static HttpClient client(SSLContext trust) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
    }

    private static WebSocket.Listener listener(BlockingQueue<String> frames) {
        return new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                frames.add(data.toString());
                from.request(1);
                return null;
            }
        };
    }
}
