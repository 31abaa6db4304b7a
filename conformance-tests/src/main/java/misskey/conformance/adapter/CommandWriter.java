package misskey.conformance.adapter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes commands on a thread of its own: a program that does not read must hold up nobody. Thread-safe. */
final class CommandWriter {
    private final OutputStream out;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    CommandWriter(OutputStream out) {
        this.out = out;
        Thread thread = new Thread(this::run, "adapter-commands");
        thread.setDaemon(true);
        thread.start();
    }

    void write(String line) {
        lines.add(Optional.of(line));
    }

    /** Ends the program's input behind what has been written. */
    void end() {
        lines.add(Optional.empty());
    }

    private void run() {
        try (out) {
            Optional<String> line = lines.take();
            while (line.isPresent()) {
                out.write((line.get() + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                line = lines.take();
            }
        } catch (IOException gone) {
            // The program has ended, which its output tells.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
