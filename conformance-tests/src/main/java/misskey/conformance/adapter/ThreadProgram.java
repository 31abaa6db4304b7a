package misskey.conformance.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalInt;

/** An adapter inside the kit, which sees nothing but its pipes. */
final class ThreadProgram implements Program {
    private static final int PIPE = 64 * 1024;

    private final PipedOutputStream input = new PipedOutputStream();
    private final PipedInputStream output = new PipedInputStream(PIPE);
    private final Thread thread;

    private ThreadProgram(Adapters.Main main) throws IOException {
        PipedInputStream itsInput = new PipedInputStream(input, PIPE);
        PipedOutputStream itsOutput = new PipedOutputStream(output);
        this.thread = new Thread(
                () -> {
                    try (itsInput;
                            itsOutput) {
                        main.run(itsInput, itsOutput);
                    } catch (IOException cut) {
                        // The kit has closed a pipe: there is nobody left to tell.
                    }
                },
                "adapter");
        thread.setDaemon(true);
    }

    static ThreadProgram start(Adapters.Main main) {
        try {
            ThreadProgram program = new ThreadProgram(main);
            program.thread.start();
            return program;
        } catch (IOException impossible) {
            throw new UncheckedIOException("pipes inside one process can be joined", impossible);
        }
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public InputStream errors() {
        return InputStream.nullInputStream();
    }

    @Override
    public OptionalInt awaitExit(Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive() ? OptionalInt.empty() : OptionalInt.of(0);
    }

    @Override
    public void kill() {
        thread.interrupt();
    }
}
