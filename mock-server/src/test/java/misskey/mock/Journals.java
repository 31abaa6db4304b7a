package misskey.mock;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import misskey.protocol.Line;

/** Waiting for what a journal will say. */
final class Journals {
    private static final long SECONDS = 20;

    private Journals() {}

    /** Waits for a line of this connection, or finds it among those that are there. */
    static Line await(MockSession session, String conn, Line.Op op) {
        return await(session, conn + " " + op, line -> line.conn().equals(conn) && line.op() == op);
    }

    static Line await(MockSession session, String what, Predicate<Line> fits) {
        LinkedBlockingQueue<Line> found = new LinkedBlockingQueue<>();
        session.session().journal().transcript().listen(line -> {
            if (fits.test(line)) {
                found.add(line);
            }
        });
        session.journal().stream().filter(fits).forEach(found::add);
        try {
            Line line = found.poll(SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("waited " + SECONDS + " s for the journal to say " + what);
            }
            return line;
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted while waiting for " + what, stop);
        }
    }

    /** The remarks about a connection. */
    static List<String> remarks(MockSession session, String conn) {
        return session.journal().stream()
                .filter(line -> line.conn().equals(conn) && line.op() == Line.Op.REMARK)
                .map(line -> line.get("text").stringValue(""))
                .toList();
    }
}
