package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import misskey.conformance.wire.Handshake;
import misskey.conformance.wire.WireClient;
import misskey.conformance.wire.WireRequest;
import misskey.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mock as a process of its own, with an environment of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MockVerbTest {
    private static final String TOKEN = "of-control-and-long";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void mockForOtherMachinesSaysWhereItIsAndAsksForItsControlToken() throws Exception {
        Process process = mock("--host", "0.0.0.0", "--port", "0", "--control-token-env", "KIT_CONTROL");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = until(out, "Ctrl-C");
            String origin = said.get(1).replaceAll("^api +|/api/$", "");

            assertThat(said)
                    .containsExactly(
                            "stream  " + origin.replaceFirst("http", "ws") + "/streaming?i=alice-token",
                            "api     " + origin + "/api/",
                            "control " + origin + "/_kit/  (asks for the token in KIT_CONTROL)",
                            "tokens  alice-token, bob-token, carol-token, admin-token",
                            "Ctrl-C ends it.");
            URI page = URI.create(origin + "/_kit/");
            assertThat(status(page, "Bearer wrong")).isEqualTo(200);
            assertThat(status(page.resolve("sessions"), "Bearer wrong")).isEqualTo(401);
            assertThat(status(page.resolve("sessions"), "Bearer " + TOKEN)).isEqualTo(200);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void encryptedMockWritesTheCertificateThatTheKitsOwnClientTrusts(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mock.pem");
        Process process = mock("--port", "0", "--tls-certificate", file.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = until(out, "Ctrl-C");
            URI stream = URI.create(said.get(0).replaceFirst("^stream +", ""));

            assertThat(stream.toString()).startsWith("wss://127.0.0.1:").endsWith("/streaming?i=alice-token");
            assertThat(said)
                    .contains("trust   " + file)
                    .anySatisfy(line -> assertThat(line).startsWith("api     https://127.0.0.1:"))
                    .anySatisfy(line -> assertThat(line).startsWith("control https://127.0.0.1:"));
            Handshake trusting = WireClient.dial(
                    new WireRequest(stream, Map.of(), List.of(), Optional.of(trusting(file))), PATIENCE);
            assertThat(trusting).isInstanceOf(Handshake.Accepted.class);
            ((Handshake.Accepted) trusting).client().close();
            assertThat(WireClient.dial(WireRequest.to(stream), PATIENCE))
                    .as("without the certificate")
                    .isInstanceOf(Handshake.Failed.class);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void mockWithAFaultHasItInTheDefaultSessionAndInNewOnes() throws Exception {
        Process process = mock("--port", "0", "--mutant", "refuses-the-anonymous");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = until(out, "Ctrl-C");
            URI stream = URI.create(said.get(0).replaceFirst("^stream +", ""));

            assertThat(said).contains("mutant  refuses-the-anonymous");
            assertThat(dial(stream)).isInstanceOf(Handshake.Accepted.class);
            assertThat(dial(URI.create(stream.toString().replaceFirst("\\?.*", ""))))
                    .as("of nobody")
                    .isInstanceOf(Handshake.Refused.class);
            String made = HTTP.send(
                            HttpRequest.newBuilder(URI.create(stream.toString()
                                            .replaceFirst("^ws(.*)/streaming.*", "http$1/_kit/sessions")))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"port\":true}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(dial(URI.create(Json.read(made).path("wsUrl").stringValue())))
                    .as("of nobody, in a new session")
                    .isInstanceOf(Handshake.Refused.class);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Handshake dial(URI url) {
        Handshake answer = WireClient.dial(WireRequest.to(url), PATIENCE);
        if (answer instanceof Handshake.Accepted accepted) {
            accepted.client().close();
        }
        return answer;
    }

    private static SSLContext trusting(Path file) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            trusted.setCertificateEntry(
                    "mock", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Process mock(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mock"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KIT_CONTROL", TOKEN);
        return builder.start();
    }

    private static List<String> until(BufferedReader out, String beginning) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = out.readLine();
        while (line != null) {
            lines.add(line);
            if (line.startsWith(beginning)) {
                return lines;
            }
            line = out.readLine();
        }
        throw new AssertionError("it ended: " + lines);
    }

    private static int status(URI url, String authorization) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(url)
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Authorization", authorization)
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
