package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import misskey.conformance.adapter.OddAdapter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token appears in no output, however the other side writes it: plain, percent-encoded or escaped. */
class SecretsTest {
    /** Each begins and ends with letters that no encoding changes; what is between, JSON, HTML, XML, YAML and URLs write in their own ways. */
    private static final Map<String, String> PLANTED = new TreeMap<>(Map.of(
            "alice", "Zq7Alice\"<b>&'\\/ %2F+#{}:- ~!*()=Xw8Alice",
            "bob", "Zq7Bob&amp;\"\\u0041\\\"Xw8Bob",
            "carol", "Zq7Carol'<!-- ]]>: |Xw8Carol"));

    private static final List<String> PIECES = PLANTED.keySet().stream()
            .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
            .flatMap(name -> Stream.of("Zq7" + name, "Xw8" + name))
            .toList();

    /** Handshakes, requests, captures and channels: every kind of thing that can be repeated. */
    private static final String ASKED = "connection.*,api.*,note.*,channel.connect-frame,main.followed";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Stranger.Kind.class,
            names = {"REPEATING", "REFUSING"})
    void serverThatRepeatsTokensHasThemPrintedNowhere(Stranger.Kind kind) throws Exception {
        try (Stranger stranger = new Stranger(kind)) {
            int exitCode = judge("ws://" + stranger.address() + "/streaming");

            assertThat(exitCode).as(read(folder.resolve("err.txt"))).isIn(1, 3);
        }
        assertThat(outputs())
                .as(read(folder.resolve("err.txt")))
                .hasSizeGreaterThan(kind == Stranger.Kind.REPEATING ? 5 : 1);
        assertThat(leaks(PIECES)).isEmpty();
    }

    /** What a client's program says, on either output, is kept beside the report and shown where it failed. */
    @ParameterizedTest
    @ValueSource(strings = {"exits", "secret", "not-json"})
    void clientThatRepeatsItsTokenHasItPrintedNowhere(String oddity, @TempDir Path elsewhere) throws Exception {
        Path tokens = elsewhere.resolve("tokens.txt");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        int exitCode = run(
                Map.of("ODD_TOKENS", tokens.toString()),
                List.of(
                        "client",
                        "--only",
                        "documented/mention,documented/renote",
                        "--out",
                        folder.resolve("report").toString(),
                        "--",
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OddAdapter.class.getName(),
                        oddity));

        assertThat(exitCode).as(read(folder.resolve("err.txt"))).isIn(1, 3);
        assertThat(outputs()).hasSizeGreaterThan(3);
        List<String> given = Files.readAllLines(tokens).stream().distinct().toList();
        assertThat(given).isNotEmpty();
        assertThat(leaks(given)).isEmpty();
    }

    private List<String> leaks(List<String> pieces) throws IOException {
        List<String> leaks = new ArrayList<>();
        for (Path output : outputs()) {
            String text = read(output);
            pieces.stream()
                    .flatMap(
                            piece -> Stream.of(piece, HexFormat.of().formatHex(piece.getBytes(StandardCharsets.UTF_8))))
                    .filter(text::contains)
                    .findFirst()
                    .ifPresent(piece -> leaks.add(folder.relativize(output) + ": …" + around(text, piece)));
        }
        return leaks;
    }

    private int judge(String url) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                url,
                "--verbose",
                "--patience",
                "0.1",
                "--out",
                folder.resolve("report").toString(),
                "--only",
                Deep.asked() ? "*" : ASKED));
        Map<String, String> environment = new TreeMap<>();
        PLANTED.forEach((name, token) -> {
            arguments.addAll(List.of("--token-env", name + "=PLANTED_" + name));
            environment.put("PLANTED_" + name, token);
        });
        return run(environment, arguments);
    }

    private int run(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "misskey.conformance.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        process.environment().putAll(environment);
        Process run = process.start();
        try {
            assertThat(run.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return run.exitValue();
        } finally {
            run.destroyForcibly();
        }
    }

    private List<Path> outputs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String around(String text, String piece) {
        int at = text.indexOf(piece);
        return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 80));
    }
}
