package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes of a run that judges a server, over a real socket: one that refuses every handshake fails that requirement. */
class ServerGateTest {
    private static final String BROKEN = "liveness.close-answered";

    @TempDir
    Path folder;

    private final MockServer mock = MockServer.start();
    private MockSession session = mock.session(SessionSettings.defaults());

    @BeforeEach
    void start() {
        session = mock.session(SessionSettings.defaults()
                .withMutation(Mutants.all(Dialect.named("documented")).stream()
                        .filter(mutant -> mutant.id().equals("answers-no-close"))
                        .findFirst()
                        .orElseThrow()
                        .mutation()));
    }

    @AfterEach
    void stop() {
        session.close();
        mock.close();
    }

    @Test
    void failureTurnsTheGateRedAndSaysHowToSeeItAgain() {
        Cli result = refused();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("NO_CLOSE: ", "gate not met  judged 1 of ", "left out by --only and --skip")
                .contains("again      misskey-kit server " + url() + " --only " + BROKEN);
    }

    @Test
    void baselineWrittenFromTheRunMeetsTheGate() throws IOException {
        Path report = folder.resolve("report");
        Path file = folder.resolve("baseline.yaml");
        assertThat(refused("--out", report.toString()).exitCode()).isEqualTo(1);
        Cli written =
                Cli.run("baseline", report.toString(), "--out", file.toString(), "--reason", "it goes without a word");
        assertThat(written.exitCode()).as(written.err()).isZero();
        Path again = folder.resolve("again");

        Cli known = refused("--baseline", file.toString(), "--out", again.toString());

        assertThat(known.exitCode()).as(known.out()).isZero();
        assertThat(known.out()).contains("gate met", "1 fail (1 known)", "it goes without a word");
        assertThat(again.resolve("junit.xml"))
                .content()
                .contains("failures=\"0\"", "skipped=\"1\"")
                .contains("<skipped>known failure, NO_CLOSE: it goes without a word</skipped>");
        assertThat(Json.read(Files.readString(again.resolve("report.json")))
                        .path("exitCode")
                        .intValue())
                .isZero();
    }

    @Test
    void failureUnderAnotherCodeIsARegression() throws IOException {
        Cli result = refused("--baseline", baseline(BROKEN, "CLOSE_CODE", ""));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("fails otherwise than the baseline says", "NO_CLOSE, known was CLOSE_CODE");
    }

    @Test
    void entryThatHasExpiredIsAsIfItWereNotThere() throws IOException {
        Cli result = refused("--baseline", baseline(BROKEN, "NO_CLOSE", "    expires: 2020-12-31\n"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("its entry has expired", "until 2020-12-31");
    }

    @Test
    void knownFailureThatPassesIsStale() throws IOException {
        Cli result = Cli.run("server", "--only", BROKEN, "--baseline", baseline(BROKEN, "NO_CLOSE", ""));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("passes, and the baseline says that it fails", "gate not met");
    }

    @Test
    void entryOfWhatIsNotJudgedInThisRunIsListed() throws IOException {
        Cli result = Cli.run("server", "--only", BROKEN, "--baseline", baseline("main.followed", "NO_EVENT", ""));

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
        Cli result = Cli.run("server", url(), "--only", "main.followed," + BROKEN, "--skip", BROKEN, "--complete");

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
        List<String> arguments = new ArrayList<>(List.of("server", url(), "--only", BROKEN));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String url() {
        return session.streamUrl().toString();
    }

    private String baseline(String requirement, String code, String more) throws IOException {
        String text =
                "known:\n  - requirement: " + requirement + "\n    code: " + code + "\n    reason: it is\n" + more;
        return Files.writeString(folder.resolve("known.yaml"), text).toString();
    }
}
