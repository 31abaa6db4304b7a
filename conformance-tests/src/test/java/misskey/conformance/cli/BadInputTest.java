package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake gets one line that says what, where and what to do, the right exit code, and no stack trace. */
class BadInputTest {
    @TempDir
    Path folder;

    record Mistake(String arguments, String said) {}

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("", "Usage: misskey-kit"),
                new Mistake("serve", "Unmatched argument at index 0: 'serve'"),
                new Mistake("server --frobnicate", "Unknown option: '--frobnicate'"),
                new Mistake(
                        "server --only main.folowed",
                        "no case judges \"main.folowed\"; did you mean \"main.followed\"?"),
                new Mistake("server --only main.*,mian.*", "--only: no case judges \"mian.*\"; did you mean"),
                new Mistake(
                        "server --skip api.answer",
                        "--skip: no case judges \"api.answer\"; did you mean \"api.answers\"?"),
                new Mistake(
                        "server --only client.null-body",
                        "no case judges \"client.null-body\" yet (misskey-kit list --coverage"),
                new Mistake("server --gate info", "what is only INFO never turns a run red"),
                new Mistake("server --gate most", "Invalid value for option '--gate'"),
                new Mistake("server -j 0", "--jobs is a number from 1 to 64; found 0"),
                new Mistake("server -j 65", "--jobs is a number from 1 to 64; found 65"),
                new Mistake(
                        "server ws://127.0.0.1:1 -j 2", "at a URL they share its accounts, and run one after another"),
                new Mistake("server --baseline no-such-file.yaml", "no-such-file.yaml: there is no such file"),
                new Mistake("server --baseline .", ".: cannot be read"),
                new Mistake("client --gate info", "what is only INFO never turns a run red"),
                new Mistake(
                        "client --only folowed", "no scenario is called, and none covers, \"folowed\"; did you mean"),
                new Mistake("baseline", "REPORT is missing"),
                new Mistake("baseline no-such-folder", "no-such-folder: there is no such file; expected a report.json"),
                new Mistake("baseline pom.xml", "pom.xml:1:1: not JSON"),
                new Mistake("compare pom.xml", "Missing required parameter: 'NEW'"),
                new Mistake("compare pom.xml pom.xml", "pom.xml:1:1: not JSON"),
                new Mistake(
                        "server --dialect documentd",
                        "there is no dialect \"documentd\"; did you mean \"documented\"?"),
                new Mistake("server --patience 0", "--patience is a factor over 0"),
                new Mistake("server --patience soon", "Invalid value for option '--patience'"),
                new Mistake("server ftp://example.invalid", "is no URL of a stream; expected wss://HOST/streaming"),
                new Mistake("server wss://", "is no URL"),
                new Mistake(
                        "server ws://127.0.0.1:1/streaming?i=secret", "leave it out, and give tokens with --token-env"),
                new Mistake("server --token-env alice=A", "--token-env goes with a URL"),
                new Mistake("server ws://127.0.0.1:1 --token-env dave=A", "there is no account \"dave\""),
                new Mistake(
                        "server ws://127.0.0.1:1 --token-env alice=NO_SUCH_VARIABLE",
                        "the environment has no variable NO_SUCH_VARIABLE"),
                new Mistake("mock --port 70000", "--port is a number from 0 to 65535"),
                new Mistake(
                        "mock --host 0.0.0.0",
                        "--host 0.0.0.0: other machines reach that, and the control API too; give --control-token-env VAR"),
                new Mistake(
                        "mock --control-token-env NO_SUCH_VARIABLE",
                        "--control-token-env NO_SUCH_VARIABLE: the environment has no variable NO_SUCH_VARIABLE"),
                new Mistake(
                        "mock --tls-certificate no/such/folder/mock.pem",
                        "--tls-certificate no/such/folder/mock.pem: it cannot be written; choose a file"),
                new Mistake("mock --host no.such.host.invalid", "there is no such host"),
                new Mistake("mock --scenario no-such-file.yaml", "no-such-file.yaml: there is no such file"),
                new Mistake("play", "Missing required parameter: 'FILE'"),
                new Mistake("play no-such-file.yaml", "no-such-file.yaml: there is no such file"),
                new Mistake("check", "Missing required parameter: 'FILE'"),
                new Mistake("check no-such-file.jsonl", "no-such-file.jsonl: there is no such file"),
                new Mistake("check pom.xml", "pom.xml:1: not a line of a transcript"),
                new Mistake(
                        "list --dialect misskey-2024",
                        "--dialect: there is no dialect \"misskey-2024\"; did you mean \"misskey-2025\"?"),
                new Mistake("list --coverag", "Unknown option: '--coverag'"),
                new Mistake("list --dialect", "Missing required parameter for option '--dialect' (NAME)"),
                new Mistake("explain note.unsub-stop-events", "did you mean \"note.unsub-stops-events\"?"),
                new Mistake("explain pom.xml", "pom.xml:"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsExplainedInOneLine(Mistake mistake) {
        Cli result = Cli.run(
                mistake.arguments().isEmpty()
                        ? new String[0]
                        : mistake.arguments().split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(mistake.said()).doesNotContain("\tat ", "Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void urlThatNobodyListensOnIsNotMeasured() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        Cli result = Cli.run("server", "ws://127.0.0.1:" + free + "/streaming");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .startsWith(
                        "misskey-kit: cannot judge ws://127.0.0.1:" + free + "/streaming: nobody takes connections at ")
                .contains("(A11; ", "refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 502})
    void urlThatIsNoWebSocketEndpointIsNotMeasured(int status) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        web.start();
        try {
            Cli result = Cli.run("server", "ws://127.0.0.1:" + web.getAddress().getPort() + "/streaming");

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err())
                    .startsWith("misskey-kit: cannot judge ws://127.0.0.1:")
                    .contains("(A11; the handshake without a token was answered " + status);
        } finally {
            web.stop(0);
        }
    }

    @Test
    void portInUseIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli result = Cli.run("mock", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("misskey-kit: port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use; choose another, or 0 for any free one"
                            + System.lineSeparator());
        }
    }

    @Test
    void binaryFileIsNoTranscriptAndNoScenario() throws IOException {
        Path file =
                Files.write(folder.resolve("a picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});

        assertThat(Cli.run("check", file.toString()).err())
                .contains("a picture.png: not a transcript: it is not UTF-8 text");
        assertThat(Cli.run("play", file.toString()).err())
                .contains("a picture.png")
                .doesNotContain("Exception");
    }

    @Test
    void folderForReportsThatIsAFileIsRefusedBeforeAnythingRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        Cli result = Cli.run("server", "--out", file.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("is a file; expected a folder");
        assertThat(result.out()).isEmpty();
    }
}
