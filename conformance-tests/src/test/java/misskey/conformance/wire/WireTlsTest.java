package misskey.conformance.wire;

import static misskey.conformance.wire.RawConnection.ascii;
import static misskey.conformance.wire.RawConnection.frame;
import static misskey.conformance.wire.RecordingListener.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import misskey.conformance.wire.Handshake.Failed;
import misskey.conformance.wire.Handshake.Unanswered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with a certificate made for the test: it names 127.0.0.1 and nothing else. */
class WireTlsTest {
    private static final String PASSWORD = "changeit";

    private static SSLContext context;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @Test
    void framesGoBothWays() throws Exception {
        try (RawPeer peer = encrypted(connection -> {
                    connection.accept(frame(0x81, ascii("early")));
                    assertThat(connection.read().text()).isEqualTo("hello");
                    connection.send(frame(0x88));
                    assertThat(connection.read().opcode()).isEqualTo(0x8);
                });
                WireClient client = RecordingListener.open(trusting("wss://" + peer.address()))) {
            client.start(listener);
            client.sendText("hello");

            assertThat(listener.untilClosed()).containsExactly("text/1 early", "close - ", "closed 1005 ");
        }
    }

    @Test
    void unknownCertificateIsFailed() throws IOException {
        try (RawPeer peer = encryptedAndLeftAlone()) {
            assertThat(WireClient.dial(WireRequest.to(URI.create("https://" + peer.address())), PATIENCE))
                    .isInstanceOfSatisfying(Failed.class, failed -> {
                        assertThat(failed.reason()).startsWith("TLS with " + peer.address() + " failed (PKIX");
                        assertThat(failed.connected()).isTrue();
                    });
        }
    }

    @Test
    void certificateOfAnotherHostIsFailed() throws IOException {
        try (RawPeer peer = encryptedAndLeftAlone()) {
            String uri = "wss://" + peer.address().replace("127.0.0.1", "localhost");

            assertThat(WireClient.dial(trusting(uri), PATIENCE))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).startsWith("TLS with localhost:"));
        }
    }

    @Test
    void serverWithoutTlsIsFailed() throws IOException {
        try (RawPeer peer = new RawPeer(connection -> connection.send(ascii("HTTP/1.1 400 Bad Request\r\n\r\n")))) {
            assertThat(WireClient.dial(trusting("wss://" + peer.address()), PATIENCE))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.connected()).isTrue());
        }
    }

    @Test
    void silenceIsUnanswered() throws IOException {
        try (RawPeer peer = new RawPeer(RawConnection::awaitEnd)) {
            assertThat(WireClient.dial(trusting("wss://" + peer.address()), Duration.ofMillis(100)))
                    .isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void closeFreesASendThatWaits() throws Exception {
        CompletableFuture<Void> underWay = new CompletableFuture<>();
        try (RawPeer peer = encrypted(connection -> {
            connection.accept();
            connection.readOctets(14);
            underWay.complete(null);
            connection.awaitEnd();
        })) {
            WireClient client = RecordingListener.open(trusting("wss://" + peer.address()));
            client.start(listener);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    client.sendBinary(new byte[64 * 1024 * 1024]);
                } catch (IOException closed) {
                    throw new CompletionException(closed);
                }
            });
            underWay.get(60, TimeUnit.SECONDS);
            client.close();

            assertThat(sending).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WireException.class);
            assertThat(client.awaitClosed(PATIENCE)).isTrue();
        }
    }

    private static RawPeer encrypted(RawPeer.Script script) throws IOException {
        ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 1, RawPeer.loopback());
        return new RawPeer(server, script);
    }

    /** A peer whose client goes away during the TLS handshake, which it does not mind. */
    private static RawPeer encryptedAndLeftAlone() throws IOException {
        return encrypted(connection -> {
            try {
                connection.request();
            } catch (IOException left) {
                // As expected.
            }
        });
    }

    private static WireRequest trusting(String uri) {
        return new WireRequest(URI.create(uri), Map.of(), List.of(), Optional.of(context));
    }
}
