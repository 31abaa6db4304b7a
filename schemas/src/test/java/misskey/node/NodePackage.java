package misskey.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A folder with a {@code package.json}, and what it takes from npm, installed below {@code target}. The
 * folder itself stays as it is. Thread-safe.
 */
public final class NodePackage {
    private static final Duration VERSION = Duration.ofSeconds(20);
    private static final Duration INSTALL = Duration.ofMinutes(3);

    private final Path folder;

    private NodePackage(Path folder) {
        this.folder = folder;
    }

    /** Skips the test that asks, saying so, where there is no Node to run anything with. */
    public static void assumeNode() throws IOException, InterruptedException {
        Process version;
        try {
            version = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            String message =
                    "SKIPPED: there is no `node` on the PATH, and what comes from npm runs in Node 20 or later";
            System.out.println(message);
            Assumptions.abort(message);
            return;
        }
        if (!version.waitFor(VERSION.toSeconds(), TimeUnit.SECONDS) || version.exitValue() != 0) {
            version.destroyForcibly();
            throw new IOException("`node --version` did not work; is this Node broken?");
        }
    }

    /**
     * Installs what {@code package-lock.json} of this folder says, exactly. Done once: again only when the
     * lock has changed, or was not finished.
     */
    public static synchronized NodePackage install(Path source) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "npm").resolve(source.getFileName()));
        copyFiles(source, folder);
        String wanted = Files.readString(source.resolve("package.json"))
                + Files.readString(source.resolve("package-lock.json"));
        Path installed = folder.resolve("installed.txt");
        if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
            Files.deleteIfExists(installed);
            runNpm(folder);
            Files.writeString(installed, wanted);
        }
        return new NodePackage(folder);
    }

    private static void copyFiles(Path source, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(source)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void runNpm(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = npm.waitFor(INSTALL.toSeconds(), TimeUnit.SECONDS);
            if (!ended || npm.exitValue() != 0) {
                throw new IOException("`npm ci` in " + folder
                        + (ended ? " failed with " + npm.exitValue() : " took longer than " + INSTALL) + ":\n"
                        + Files.readString(log));
            }
        } finally {
            NodeProgram.kill(npm);
        }
    }

    /** Where one of its files is, with what it takes from npm beside it. */
    public Path path(String file) {
        return folder.resolve(file).toAbsolutePath();
    }

    /** Runs one of its files. {@code environment} is added to that of this process. */
    public NodeProgram run(String file, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", file));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return new NodeProgram(builder.start());
    }
}
