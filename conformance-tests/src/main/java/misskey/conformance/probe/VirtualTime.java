package misskey.conformance.probe;

import java.time.Duration;
import java.util.List;
import misskey.mock.MockSession;
import misskey.mock.session.Session;
import misskey.protocol.Direction;
import misskey.protocol.Line;

/**
 * Lets the time of a session of the mock pass, from one thing that falls due to the next. After each a client that
 * answers pings has had the chance to, as it would have where nobody hurries the time.
 */
final class VirtualTime implements Target.Clock {
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    private final MockSession mock;

    VirtualTime(MockSession mock) {
        this.mock = mock;
    }

    @Override
    public int pass(Duration time, boolean answered) {
        Session session = mock.session();
        Duration left = time;
        while (!left.isZero()) {
            Duration rest = left;
            Duration step =
                    session.untilNext().filter(next -> next.compareTo(rest) < 0).orElse(rest);
            session.advance(step);
            left = left.minus(step);
            if (answered) {
                awaitPongs();
            }
        }
        return (int) mock.journal().stream()
                .filter(line -> isFrom(Direction.SERVER, line, Line.Op.PING))
                .count();
    }

    private void awaitPongs() {
        if (pingsWithoutAnswer(mock.journal()) <= 0) {
            return;
        }
        try {
            mock.await(line -> pingsWithoutAnswer(mock.journal()) <= 0, TO_ANSWER);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Over all connections that are not closed. */
    private static long pingsWithoutAnswer(List<Line> journal) {
        return journal.stream()
                .filter(line -> journal.stream()
                        .noneMatch(
                                end -> end.op() == Line.Op.CLOSED && end.conn().equals(line.conn())))
                .mapToLong(line -> isFrom(Direction.SERVER, line, Line.Op.PING)
                        ? 1
                        : isFrom(Direction.CLIENT, line, Line.Op.PONG) ? -1 : 0)
                .sum();
    }

    private static boolean isFrom(Direction side, Line line, Line.Op op) {
        return line.op() == op && line.get("from").stringValue("").equals(side.label());
    }
}
