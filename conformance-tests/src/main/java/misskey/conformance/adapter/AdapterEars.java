package misskey.conformance.adapter;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.function.Consumer;
import misskey.mock.play.Subject.Failure;

/** Reads both outputs of a program to their ends, on two threads, so that no pipe fills up. */
final class AdapterEars {
    private static final int LONGEST_REPORT = 8 * 1024 * 1024;
    private static final int LONGEST_WORDS = 64 * 1024;

    private final Program program;
    private final AdapterLog log;
    private final Consumer<String> onLine;
    private final Consumer<Failure> onMistake;
    private final Runnable onEnd;
    private final Thread output = new Thread(this::hearReports, "adapter-reports");
    private final Thread errors = new Thread(this::hearWords, "adapter-errors");

    AdapterEars(Program program, AdapterLog log, Consumer<String> onLine, Consumer<Failure> onMistake, Runnable onEnd) {
        this.program = program;
        this.log = log;
        this.onLine = onLine;
        this.onMistake = onMistake;
        this.onEnd = onEnd;
    }

    void start() {
        output.setDaemon(true);
        errors.setDaemon(true);
        output.start();
        errors.start();
    }

    /** Waits until both outputs have ended, as they do soon after the program. */
    void awaitEnd(long millis) {
        try {
            output.join(millis);
            errors.join(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void hearReports() {
        BoundedLines lines = new BoundedLines(program.output(), LONGEST_REPORT);
        try {
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                if (!line.get().isEmpty()) {
                    log.report(line.get());
                    onLine.accept(line.get());
                }
                line = lines.next();
            }
        } catch (BoundedLines.TooLong tooLong) {
            onMistake.accept(mistake(
                    "wrote a line of more than " + LONGEST_REPORT / 1024 / 1024 + " MB to its standard output"));
        } catch (CharacterCodingException notText) {
            onMistake.accept(mistake("wrote a line to its standard output that is not UTF-8"));
        } catch (IOException cut) {
            // The pipe of a program that was killed may break instead of ending.
        }
        // Whoever fails to wait for the words of a program that has ended would lose the reason it gave.
        try {
            errors.join(2_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        onEnd.run();
    }

    private static Failure mistake(String what) {
        return new Failure(Failure.Kind.ADAPTER_MISTAKE, "the adapter " + what);
    }

    private void hearWords() {
        BoundedLines lines = new BoundedLines(program.errors(), LONGEST_WORDS);
        boolean more = true;
        while (more) {
            try {
                Optional<String> line = lines.next();
                line.ifPresent(log::words);
                more = line.isPresent();
            } catch (CharacterCodingException notText) {
                log.words("(a line that is not UTF-8)");
            } catch (BoundedLines.TooLong tooLong) {
                log.words("(" + LONGEST_WORDS / 1024 + " kB without an end of line)");
            } catch (IOException cut) {
                more = false;
            }
        }
    }
}
