package misskey.mock.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import misskey.protocol.Line;
import misskey.protocol.Transcript;

/** Waits for lines of a journal, so that nobody has to poll. Thread-safe. */
public final class Arrivals {
    private final Transcript transcript;
    private final List<BlockingQueue<Line>> waiting = new CopyOnWriteArrayList<>();

    Arrivals(Transcript transcript) {
        this.transcript = transcript;
        transcript.listen(line -> waiting.forEach(arrivals -> arrivals.add(line)));
    }

    /**
     * Waits for a line of the journal, and gives the first that fits: one that is there already, or one
     * that comes in time. What the session is told after that, by whatever way, finds the line acted on:
     * a note whose capture was awaited is captured.
     *
     * @param wanted is shown every line once, in order, on the calling thread
     * @param patience how long to wait for lines that are still to come
     * @return empty where none came; the caller knows what it waited for, and says so
     */
    public Optional<Line> await(Predicate<? super Line> wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        BlockingQueue<Line> arrivals = new LinkedBlockingQueue<>();
        waiting.add(arrivals);
        try {
            int shown = 0;
            for (Line line : transcript.lines()) {
                shown = line.n();
                if (wanted.test(line)) {
                    return Optional.of(line);
                }
            }
            Line line = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            while (line != null) {
                if (line.n() > shown && wanted.test(line)) {
                    return Optional.of(line);
                }
                line = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return Optional.empty();
        } finally {
            waiting.remove(arrivals);
        }
    }
}
