package misskey.mock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;

/** A server under measurement, in a process of its own. */
final class Server implements AutoCloseable {
    private static final Path SOURCE = Path.of("benchmark");
    private static final Path FOLDER = Path.of("target", "benchmark");

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // else it asks for an upgrade, which ws takes for a handshake
            .build();

    private Server(Process process) throws IOException {
        this.process = process;
        this.port = process.inputReader()
                .lines()
                .filter(line -> line.matches("\\d+")) // a profiler may have something to say first
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new IOException("the server ended before it listened; what it wrote stands above"));
    }

    /** The mock. Options are those of its JVM, e.g. of a profiler. */
    static Server mock(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MockProgram.class.getName()));
        return new Server(launch(new ProcessBuilder(command), Path.of(".")));
    }

    /** A server made of ws in Node, whose notes look like this one; installs ws below {@code target}, as the lock says. */
    static Server ws(JsonNode note) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "ws.mjs")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process install = launch(
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
                        .redirectOutput(FOLDER.resolve("npm.log").toFile()),
                FOLDER);
        if (!install.waitFor(3, TimeUnit.MINUTES) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IOException("`npm ci` in " + FOLDER + " did not work");
        }
        return new Server(launch(new ProcessBuilder("node", "ws.mjs", Json.write(note)), FOLDER));
    }

    private static Process launch(ProcessBuilder command, Path folder) throws IOException {
        try {
            return command.directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            throw new IOException(
                    "the benchmark compares with ws: it needs Node 20 or later, with npm, on the PATH", missing);
        }
    }

    int port() {
        return port;
    }

    /** The CPU time of the whole process so far: what its compiler and collector of garbage take is part of it. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Posts a note; returns it as the server answers it, when the server has. */
    JsonNode post(String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/notes/create"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.write(Json.object().put("i", "bob-token").put("text", text))))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
        }
        return Json.read(answer.body()).path("createdNote");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
