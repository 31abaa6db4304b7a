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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        List<Path> outputs = outputs();
        assertThat(outputs)
                .as(read(folder.resolve("err.txt")))
                .hasSizeGreaterThan(kind == Stranger.Kind.REPEATING ? 5 : 1);
        List<String> leaks = new ArrayList<>();
        for (Path output : outputs) {
            String text = read(output);
            PIECES.stream()
                    .flatMap(
                            piece -> Stream.of(piece, HexFormat.of().formatHex(piece.getBytes(StandardCharsets.UTF_8))))
                    .filter(text::contains)
                    .findFirst()
                    .ifPresent(piece -> leaks.add(folder.relativize(output) + ": …" + around(text, piece)));
        }
        assertThat(leaks).isEmpty();
    }

    private int judge(String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "misskey.conformance.cli.Main",
                "server",
                url,
                "--verbose",
                "--patience",
                "0.1",
                "--out",
                folder.resolve("report").toString(),
                "--only",
                Deep.asked() ? "*" : ASKED));
        PLANTED.keySet().forEach(name -> command.addAll(List.of("--token-env", name + "=PLANTED_" + name)));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        PLANTED.forEach((name, token) -> process.environment().put("PLANTED_" + name, token));
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
