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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptStartsTheJarFromAnywhereWithItsClassArchive() throws Exception {
        Path loaded = folder.resolve("classes loaded.txt");
        ProcessBuilder script = script("--version");
        script.environment().put("JAVA_TOOL_OPTIONS", "\"-Xlog:class+load:file=" + loaded + "\"");
        Ended ended = ended(script);

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).startsWith("misskey-kit 0.");
        assertThat(loaded)
                .content()
                .containsPattern("misskey\\.conformance\\.cli\\.Main source: shared objects file \\(top\\)");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void scriptHandsArgumentsAndExitCodeOn() throws Exception {
        Ended ended = ended(script("lint", "no such file.yaml"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).contains("no such file.yaml: there is no such file");
    }

    /** Called by a link to it from a folder with a space. */
    private ProcessBuilder script(String... arguments) throws IOException {
        Path link = Files.createDirectories(folder.resolve("my bin")).resolve("misskey-kit");
        Files.createSymbolicLink(link, Path.of("bin", "misskey-kit").toAbsolutePath());
        ProcessBuilder script = process(List.of(link.toString()), arguments);
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return script;
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return ended(process(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()),
                arguments));
    }

    private ProcessBuilder process(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile());
    }

    private Ended ended(ProcessBuilder command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process =
                command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
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
