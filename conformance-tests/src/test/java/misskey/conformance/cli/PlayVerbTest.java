package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import misskey.conformance.reference.ReferenceClient;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import misskey.protocol.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayVerbTest {
    private static final String FOLLOWED = """
            # Being followed is told on `main`.
            scenario: Someone follows me
            covers: [main.followed]
            steps:
              - open:    {as: alice}
              - connect: {channel: main, as: mine}
              - do:      {as: bob, call: following/create, with: {userId: "${alice.id}"}}
              - event:   {channel: mine, type: followed, body: {id: "${bob.id}"}}
            """;

    @TempDir
    Path folder;

    @Test
    void folderIsPlayedWithWhatIsBelowItAndWithoutWhatIsNoScenario() throws IOException {
        write("a.yaml", FOLLOWED);
        write("below it/b.yml", FOLLOWED);
        write("docker-compose.yaml", "services: {}\n");
        write("target/c.yaml", FOLLOWED);

        Cli result = Cli.run("play", folder.toString());

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("a.yaml", "b.yml", "played 4 in ").doesNotContain("docker-compose", "c.yaml");
    }

    @Test
    void fileThatBreaksIsToldWithTheCommandThatShowsItAgain() throws IOException {
        Path file = write("it breaks.yaml", FOLLOWED.replace("bob.id}\"}}\n", "alice.id}\"}}\n"));

        Cli result = Cli.run("play", "--seed", "7", file.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("server fail +\\d+ ms +client pass")
                .contains("Someone follows me  to a server: fail", "WRONG FRAME", "nearest   line ", "▶")
                .contains("  again     misskey-kit play '" + file + "' --dialect documented --seed 7")
                .doesNotContain("fence-");
    }

    @Test
    void mistakesOfAllFilesAreToldBeforeAnythingIsPlayed() throws IOException {
        write("a.yaml", FOLLOWED.replace("covers", "cover"));
        write("b.yaml", FOLLOWED);
        write("c.yaml", FOLLOWED.replace("as: alice", "as: alcie"));

        Cli result = Cli.run("play", folder.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("a.yaml:3:1: ", "c.yaml:5:15: ", "did you mean \"alice\"?");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void oneSideCanBeLeftOut() throws IOException {
        Path file = write("a.yaml", FOLLOWED);

        assertThat(Cli.run("play", "--to", "server", file.toString()).out())
                .contains("server pass")
                .doesNotContain("client pass");
        assertThat(Cli.run("play", "--to", "client", file.toString()).out())
                .contains("client pass")
                .doesNotContain("server pass");
    }

    @Test
    void whereNothingCanBeJudgedNothingWasMeasured() throws IOException {
        Path file = write("a.yaml", FOLLOWED.replace("steps:", "dialects: [misskey-12]\nsteps:"));

        assertThat(Cli.run("play", file.toString()).exitCode()).isEqualTo(3);
        assertThat(Cli.run("play", "--dialect", "misskey-12", file.toString()).exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --listen 99999                      | --listen is PORT or HOST:PORT
            --listen ::1                        | --listen is PORT or HOST:PORT
            --listen 0.0.0.0:0                  | other machines reach that
            --listen 0 --url ws://127.0.0.1:1   | give one of them
            --to server --listen 0              | --to is about playing both ways
            --to nobody                         | Invalid value for option '--to'
            --token-env alice=A                 | --token-env goes with --url
            -j 0                                | --parallel is a number from 1 to 256; found 0
            --patience 0                        | --patience is a factor over 0, at most 100
            """)
    void mistakeOfTheUserIsExplainedInOneLine(String arguments, String said) throws IOException {
        Path file = write("a.yaml", FOLLOWED);
        Cli result = Cli.run(("play " + arguments + " " + file).split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(said).doesNotContain("\tat ");
    }

    @Test
    void clientThatIsWorkedByHandIsWaitedFor() throws Exception {
        Path file = write("a.yaml", """
                # A client opens a channel.
                scenario: The client opens main
                covers: [channel.connect-frame]
                plays: [client]
                world: {users: [alice]}
                steps:
                  - open:   {as: alice}
                  - client: {type: connect, body: {channel: main}}
                """);
        int port = freePort();
        CompletableFuture<Cli> playing =
                CompletableFuture.supplyAsync(() -> Cli.run("play", file.toString(), "--listen", "[::1]:" + port));

        try (ReferenceClient client = new ReferenceClient(Dialect.named("documented"), Duration.ofSeconds(10))) {
            client.open(
                    URI.create("ws://[::1]:" + port + "/streaming"), Optional.of(Secret.of("alice", "alice-token")));
            client.perform("connect", "main", Optional.of("mine"), Optional.of(Json.object()));
            Cli result = playing.get(60, TimeUnit.SECONDS);

            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
            assertThat(result.out()).contains("ws://[::1]:" + port, "8: alice's client sends connect", "did its part");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
