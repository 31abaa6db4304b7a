package misskey.conformance.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import misskey.mock.play.Subject;
import misskey.protocol.Json;

/** How the adapter of a client is started: once for each account that opens a stream. Thread-safe. */
public final class Adapters {
    private final Start start;
    private final String command;
    private final String dialect;
    private final Duration startWithin;

    /** Starts the program once. */
    @FunctionalInterface
    private interface Start {
        Program start() throws IOException;
    }

    /** An adapter that is part of the kit: reads commands until there are no more, and writes reports. */
    @FunctionalInterface
    public interface Main {
        void run(InputStream commands, OutputStream reports) throws IOException;
    }

    private Adapters(Start start, String command, String dialect, Duration startWithin) {
        this.start = start;
        this.command = command;
        this.dialect = dialect;
        this.startWithin = startWithin;
    }

    /**
     * A command with its arguments, looked up as the system does; it gets the environment and the folder of this process.
     *
     * @param startWithin how long it may take until it is ready
     */
    public static Adapters command(List<String> command, String dialect, Duration startWithin) {
        return new Adapters(
                () -> ProcessProgram.start(command),
                Json.excerpt(String.join(" ", command), 120),
                dialect,
                startWithin);
    }

    /** One that runs inside this process, and sees nothing but its pipes. */
    public static Adapters inside(String name, Main main, String dialect, Duration startWithin) {
        return new Adapters(() -> ThreadProgram.start(main), name, dialect, startWithin);
    }

    /**
     * Starts one, and waits until it is ready.
     *
     * @throws IOException where there is no such program
     * @throws Subject.Failure where it does not come to be ready
     */
    public AdapterSubject start() throws IOException {
        AdapterSubject subject = new AdapterSubject(start.start(), command);
        try {
            subject.hello(dialect, startWithin);
            return subject;
        } catch (Subject.Failure failure) {
            subject.close();
            String words = String.join(" | ", subject.lastWords());
            throw words.isEmpty()
                    ? failure
                    : new Subject.Failure(failure.kind(), failure.getMessage() + "; its last words: " + words);
        }
    }
}
