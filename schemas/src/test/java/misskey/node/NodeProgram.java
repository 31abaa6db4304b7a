package misskey.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A program that takes commands on its standard input and reports in lines of JSON on its standard
 * output. Closing it ends it, and every process it started. Thread-safe.
 */
public final class NodeProgram implements AutoCloseable {
    private final Process process;
    private final Writer commands;
    private final List<JsonNode> reports = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int openOutputs = 2;

    NodeProgram(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        read(process.inputReader(StandardCharsets.UTF_8), line -> reports.add(parse(line)));
        read(process.errorReader(StandardCharsets.UTF_8), errors::add);
    }

    /** Gives it one command. */
    public void tell(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    /** Ends its input. */
    public void endInput() throws IOException {
        commands.close();
    }

    /**
     * Waits for a report, an earlier one or one to come, and returns the first that fits. Where none comes in
     * time, or none can come any more, the error says {@code what} was waited for and all that was written.
     */
    public synchronized JsonNode await(String what, Predicate<JsonNode> wanted, Duration patience)
            throws InterruptedException {
        waitUntil(() -> reports.stream().anyMatch(wanted) || openOutputs == 0, patience);
        Optional<JsonNode> found = reports.stream().filter(wanted).findFirst();
        return found.orElseThrow(() -> new AssertionError("waited for a report of " + what + ", at most "
                + patience.toSeconds() + " s, in vain\n" + everythingWritten()));
    }

    /** Waits until it has ended by itself and everything it wrote is here; returns its exit code. */
    public synchronized int awaitExit(Duration patience) throws InterruptedException {
        waitUntil(() -> openOutputs == 0, patience);
        if (openOutputs > 0 || !process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("waited for the program to end, at most " + patience.toSeconds() + " s, in vain\n"
                    + everythingWritten());
        }
        return process.exitValue();
    }

    /** Its reports so far, earliest first. */
    public synchronized List<JsonNode> reports() {
        return List.copyOf(reports);
    }

    /** Both its outputs so far, for people. */
    public synchronized String everythingWritten() {
        StringBuilder text = new StringBuilder("standard output:");
        reports.forEach(report -> text.append("\n  ").append(report));
        text.append("\nstandard error:");
        errors.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    @Override
    public void close() {
        kill(process);
    }

    /** Ends a process, if it has not ended, and whatever it started. */
    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private interface Condition {
        boolean holds();
    }

    private synchronized void waitUntil(Condition condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (left > 0 && !condition.holds()) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private void read(BufferedReader output, Consumer<String> to) {
        Thread reader = new Thread(() -> readToEnd(output, to), "node-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void readToEnd(BufferedReader output, Consumer<String> to) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (this) {
                    to.accept(line);
                    notifyAll();
                }
            }
        } catch (IOException killed) {
            // The pipe of a program that was killed may break instead of ending.
        }
        synchronized (this) {
            openOutputs--;
            notifyAll();
        }
    }

    /** A line that is no JSON is kept as the text it is: it equals no report that anybody expects. */
    private static JsonNode parse(String line) {
        try {
            return Json.read(line);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(line);
        }
    }
}
