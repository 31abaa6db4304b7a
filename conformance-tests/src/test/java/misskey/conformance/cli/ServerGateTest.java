package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes of a run that judges a server, over a real socket: one that refuses every handshake fails that requirement. */
class ServerGateTest {
    private static final String HANDSHAKE = "connection.handshake";

    @TempDir
    Path folder;

    private final HttpServer web = unstarted();

    @BeforeEach
    void start() {
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
    }

    @Test
    void failureTurnsTheGateRedAndSaysHowToSeeItAgain() {
        Cli result = refused();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("HANDSHAKE_REFUSED: ", "gate not met  judged 1 of ", "left out by --only and --skip")
                .contains("again      misskey-kit server " + url() + " --only " + HANDSHAKE);
    }

    @Test
    void baselineWrittenFromTheRunMeetsTheGate() throws IOException {
        Path report = folder.resolve("report");
        Path file = folder.resolve("baseline.yaml");
        assertThat(refused("--out", report.toString()).exitCode()).isEqualTo(1);
        Cli written =
                Cli.run("baseline", report.toString(), "--out", file.toString(), "--reason", "a proxy is in front");
        assertThat(written.exitCode()).as(written.err()).isZero();
        Path again = folder.resolve("again");

        Cli known = refused("--baseline", file.toString(), "--out", again.toString());

        assertThat(known.exitCode()).as(known.out()).isZero();
        assertThat(known.out()).contains("gate met", "1 fail (1 known)", "a proxy is in front");
        assertThat(again.resolve("junit.xml"))
                .content()
                .contains("failures=\"0\"", "skipped=\"1\"")
                .contains("<skipped message=\"known failure, HANDSHAKE_REFUSED: a proxy is in front\"");
        assertThat(Json.read(Files.readString(again.resolve("report.json")))
                        .path("exitCode")
                        .intValue())
                .isZero();
    }

    @Test
    void failureUnderAnotherCodeIsARegression() throws IOException {
        Cli result = refused("--baseline", baseline(HANDSHAKE, "HANDSHAKE_UNANSWERED", ""));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "fails otherwise than the baseline says", "HANDSHAKE_REFUSED, known was HANDSHAKE_UNANSWERED");
    }

    @Test
    void entryThatHasExpiredIsAsIfItWereNotThere() throws IOException {
        Cli result = refused("--baseline", baseline(HANDSHAKE, "HANDSHAKE_REFUSED", "    expires: 2020-12-31\n"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("its entry has expired", "until 2020-12-31");
    }

    @Test
    void knownFailureThatPassesIsStale() throws IOException {
        Cli result = Cli.run("server", "--only", HANDSHAKE, "--baseline", baseline(HANDSHAKE, "HANDSHAKE_REFUSED", ""));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("passes, and the baseline says that it fails", "gate not met");
    }

    @Test
    void entryOfWhatIsNotJudgedInThisRunIsListed() throws IOException {
        Cli result = Cli.run("server", "--only", HANDSHAKE, "--baseline", baseline("main.followed", "NO_EVENT", ""));

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("in the baseline, and not judged in this run", "  main.followed  NO_EVENT");
    }

    @Test
    void nothingChosenIsNotMeasured() {
        Cli result = Cli.run("server", "--only", "main.*", "--skip", "main.*");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("leave nothing to judge");
    }

    @Test
    void completeRefusesWhatCouldNotBeJudged() {
        Cli result =
                Cli.run("server", url(), "--only", "main.followed," + HANDSHAKE, "--skip", HANDSHAKE, "--complete");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("not measured: --complete, and not everything could be judged");
    }

    @Test
    void everyCaseIsListedWhereTheyAreAskedForAndOneAtATimeIsAChoice() {
        Cli result = Cli.run("server", "--only", "connection.*,api.*", "--verbose", "-j", "1");

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("✔ pass         connection.handshake ", "✔ pass         api.answers ");
    }

    private Cli refused(String... more) {
        List<String> arguments = new ArrayList<>(List.of("server", url(), "--only", HANDSHAKE));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String url() {
        return "ws://127.0.0.1:" + web.getAddress().getPort() + "/streaming";
    }

    private String baseline(String requirement, String code, String more) throws IOException {
        String text =
                "known:\n  - requirement: " + requirement + "\n    code: " + code + "\n    reason: it is\n" + more;
        return Files.writeString(folder.resolve("known.yaml"), text).toString();
    }

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
