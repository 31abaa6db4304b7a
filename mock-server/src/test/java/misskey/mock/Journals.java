package misskey.mock;

import java.time.Duration;
import java.util.List;
import misskey.protocol.Line;

/** What a journal says of a connection. */
final class Journals {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Journals() {}

    /** Waits for the first line of this kind. */
    static Line await(MockSession session, String conn, Line.Op op) {
        try {
            return session.await(line -> line.conn().equals(conn) && line.op() == op, PATIENCE)
                    .orElseThrow(() ->
                            new AssertionError("waited " + PATIENCE + " for the journal to say " + op + " of " + conn));
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted while waiting for " + op + " of " + conn, stop);
        }
    }

    static List<String> remarks(MockSession session, String conn) {
        return session.journal().stream()
                .filter(line -> line.conn().equals(conn) && line.op() == Line.Op.REMARK)
                .map(line -> line.get("text").stringValue(""))
                .toList();
    }
}
