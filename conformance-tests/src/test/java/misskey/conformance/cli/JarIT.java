package misskey.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar, as users get it. */
class JarIT {
    private static final Path JAR = Path.of("target", "misskey-kit.jar").toAbsolutePath();

    @TempDir
    Path folder;

    private record Ended(int exitCode, String out, String err) {}

    @Test
    void serverJudgesTheEmbeddedMock() throws Exception {
        Ended ended = run("server");

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("✔ main ", "gate met  judged 206 of 206");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void everyDataFileIsInTheJar() throws Exception {
        assertThat(run("list").out()).contains("347 requirements");
        Path scenario =
                Path.of("..", "scenarios", "documented", "followed.yaml").toAbsolutePath();
        assertThat(run("play", scenario.toString()).exitCode()).isZero();
        assertThat(run("client", "--within", "60").out()).contains("documented/followed", "gate met");
        Path recording = Path.of("..", "schemas", "transcripts", "misskey-2025.2.0", "57-anonymous.jsonl");
        assertThat(run("check", recording.toAbsolutePath().toString()).out()).contains("43 messages judged");
    }

    @Test
    void mistakeEndsWithTwoAndVersionWithZero() throws Exception {
        assertThat(run("servr").exitCode()).isEqualTo(2);
        assertThat(run("--version").out()).startsWith("misskey-kit 0.");
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the jar ended in time")
                    .isTrue();
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
