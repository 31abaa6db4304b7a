package misskey.conformance.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** An adapter as a process of its own, which does not outlive the kit. */
final class ProcessProgram implements Program {
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    private final Process process;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::killAll, "adapter-exit");

    private ProcessProgram(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a command with its arguments; throws where there is no such program. */
    static ProcessProgram start(List<String> command) throws IOException {
        return new ProcessProgram(new ProcessBuilder(command).start());
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public InputStream errors() {
        return process.getErrorStream();
    }

    @Override
    public OptionalInt awaitExit(Duration patience) {
        // Who has lost its parent is found no more.
        process.descendants().forEach(started::add);
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public void kill() {
        killAll();
        awaitExit(TO_DIE);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException goingDown) {
            // The hook has run, or will.
        }
    }

    private void killAll() {
        process.descendants().forEach(started::add);
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
