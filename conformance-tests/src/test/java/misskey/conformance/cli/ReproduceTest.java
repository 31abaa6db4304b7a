package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure at a server somewhere, and the file that is to show it again. */
class ReproduceTest {
    private static final String ID = "connection.bad-token";

    @TempDir
    Path folder;

    @Test
    void fileFailsAtThatServerAndPassesOnTheMock() throws IOException {
        Mutant mutant = Mutants.all(Dialect.named("documented")).stream()
                .filter(each -> each.kills().equals(ID) && each.code().equals("ACCEPTED"))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("reproduce").resolve(ID + ".yaml");
        try (MockServer mock = MockServer.start();
                MockSession session = mock.session(SessionSettings.defaults().withMutation(mutant.mutation()))) {
            String url = session.streamUrl().toString();
            Cli run = Cli.run("server", url, "--only", ID, "--out", folder.toString());

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3); // it is no MUST
            assertThat(run.out())
                    .contains("reproduce  misskey-kit play " + file + " --url " + url)
                    .contains(" --dialect documented --seed 1");
            assertThat(Files.readString(folder.resolve("report.json"))).contains("reproduce/" + ID + ".yaml");
            assertThat(Files.readString(folder.resolve("summary.md"))).contains("<code>reproduce&#47;");
            assertThat(Files.readString(folder.resolve("index.html"))).contains("reproduce/" + ID + ".yaml");
            Cli there = Cli.run("play", file.toString(), "--url", url);
            assertThat(there.exitCode()).as(there.out() + there.err()).isEqualTo(1);
        }
        assertThat(Cli.run("lint", file.toString()).exitCode()).isZero();
        assertThat(Cli.run("play", file.toString(), "--to", "server").exitCode())
                .isZero();
    }
}
