package misskey.protocol;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The program {@code benchmark/ajv.mjs}, which checks the same frames against the same schemas with ajv in Node. */
final class BenchmarkAjv implements AutoCloseable {
    private static final Path SOURCE = Path.of("benchmark");
    private static final Path FOLDER = Path.of("target", "benchmark");

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private BenchmarkAjv(Process process) {
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
    }

    /** A frame's text and the files of the schemas it has to fit: the whole frame's, then that of what is inside it. */
    record Checks(String text, List<String> schemas) {}

    /** Starts it on these frames; installs ajv below {@code target} before, as the lock says. */
    static BenchmarkAjv start(List<Checks> frames) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "ajv.mjs")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process install = launch(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit")
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("npm.log").toFile()));
        if (!install.waitFor(3, TimeUnit.MINUTES) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IOException(
                    "`npm ci` in " + FOLDER + " did not work:\n" + Files.readString(FOLDER.resolve("npm.log")));
        }
        Files.writeString(FOLDER.resolve("input.json"), Json.write(input(frames)));
        return new BenchmarkAjv(launch(
                new ProcessBuilder("node", "ajv.mjs", "input.json").redirectError(ProcessBuilder.Redirect.INHERIT)));
    }

    private static Process launch(ProcessBuilder command) throws IOException {
        try {
            return command.directory(FOLDER.toFile()).start();
        } catch (IOException missing) {
            throw new IOException(
                    "the benchmark compares with ajv: it needs Node 20 or later, with npm, on the PATH", missing);
        }
    }

    private static ObjectNode input(List<Checks> frames) throws IOException {
        ObjectNode input = Json.object();
        ArrayNode schemas = input.putArray("schemas");
        SchemaPaths.all().forEach(file -> schemas.add(Json.read(ProtocolFiles.read(file))));
        ArrayNode rows = input.putArray("frames");
        for (Checks frame : frames) {
            ArrayNode ids = rows.addObject().put("text", frame.text()).putArray("checks");
            frame.schemas().forEach(file -> ids.add(FrameSchemas.BASE + file));
        }
        return input;
    }

    /** Goes through the frames so many times: the CPU microseconds it took, and how many frames of a pass were valid. */
    JsonNode run(String command, int passes) throws IOException {
        commands.write(command + " " + passes + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("benchmark/ajv.mjs ended; what it wrote stands above");
        }
        return Json.read(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
