package misskey.mock.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.Redactor;
import misskey.protocol.Transcript;
import misskey.protocol.conversation.Conversation;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened in a session, and what is to be said of the clients: the transcript, a remark for
 * everything that was ignored, and the findings about clients. Bounded: the oldest lines go first.
 */
public final class Journal {
    private static final int MOST_LINES = 20_000;
    private static final int MOST_FINDINGS = 1_000;
    private static final int MOST_DRIFTS = 1_000;
    private static final long OFTEN_ENOUGH_MICROS = 100_000;

    private final Dialect dialect;
    private final Redactor redactor;
    private final Transcript transcript;
    private final Map<String, Conversation> open = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Consumer<Finding>> listeners = new ArrayList<>();
    private Drifts driftOfTheEnded = Drifts.none();
    private int unlisted;
    private long lastPassed;

    public Journal(Dialect dialect, LongSupplier micros, Redactor redactor) {
        this.dialect = dialect;
        this.redactor = redactor;
        this.transcript = new Transcript(micros, redactor, MOST_LINES);
    }

    public Transcript transcript() {
        return transcript;
    }

    /** From now on the listener gets each finding about a client. */
    public synchronized void onFinding(Consumer<Finding> listener) {
        listeners.add(listener);
    }

    /** The findings about clients so far. */
    public synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many findings there were that are not listed. */
    public synchronized int unlisted() {
        return unlisted;
    }

    /** What was unknown to the dialect so far. */
    public synchronized Drifts drifts() {
        Drifts all = driftOfTheEnded;
        for (Conversation each : open.values()) {
            all = all.plus(each.drifts());
        }
        return all;
    }

    /** Whether there is no room for another line without the oldest. */
    public boolean isFull() {
        return transcript.lines().size() == MOST_LINES;
    }

    /** A text that is about to be shown, without tokens. */
    public String redacted(String text) {
        return redactor.redact(text);
    }

    /** Forgets everything. What listens goes on listening. */
    public synchronized void clear() {
        transcript.clear();
        open.clear();
        findings.clear();
        driftOfTheEnded = Drifts.none();
        unlisted = 0;
    }

    /** Records a line and judges it. */
    public synchronized Line record(String conn, Line.Op op, ObjectNode members) {
        Line line = transcript.record(conn, op, members);
        if (op == Line.Op.OPEN) {
            open.put(conn, new Conversation(dialect));
        }
        Conversation conversation = open.get(conn);
        if (op == Line.Op.CALL) {
            passed(line.t()); // a call itself matters to what is said of servers alone
        } else if (conversation != null) {
            conversation.accept(line);
            take(conversation);
        }
        if (op == Line.Op.CLOSED || op == Line.Op.REFUSED) {
            open.remove(conn);
            if (conversation != null && driftOfTheEnded.seen().size() < MOST_DRIFTS) {
                driftOfTheEnded = driftOfTheEnded.plus(conversation.drifts());
            }
        }
        return line;
    }

    /**
     * Records a text message to a client.
     *
     * @param tells whether it tells of something that happened: nothing that is said of clients depends on it, so that it
     *     is not read again
     */
    synchronized void sent(String conn, Message message, boolean tells) {
        ObjectNode members =
                Json.object().put("from", Direction.SERVER.label()).put("text", message.masked(redactor::redact));
        Line line = transcript.recordMasked(conn, Line.Op.TEXT, members);
        Conversation conversation = open.get(conn);
        if (tells) {
            passed(line.t());
        } else if (conversation != null) {
            conversation.accept(line);
            take(conversation);
        }
    }

    /**
     * Notes a failure of the mock itself.
     *
     * @param conn the connection on which it failed, or {@code -}
     */
    public void failed(String conn, RuntimeException bug) {
        record(conn, Line.Op.ERROR, Json.object().put("message", "the mock has failed: " + bug));
    }

    /** Says that a client's message was ignored, and why; real servers say nothing. */
    public void ignored(String conn, String why) {
        remark(conn, "ignored, because " + why);
    }

    /** Says something about a connection, or, where it is {@code -}, about the session. */
    public void remark(String conn, String text) {
        record(conn, Line.Op.REMARK, Json.object().put("text", text));
    }

    /** Lets every conversation know that time has passed, if it is some time since they were told. */
    private void passed(long now) {
        if (now - lastPassed > OFTEN_ENOUGH_MICROS) {
            lastPassed = now;
            for (Conversation each : open.values()) {
                each.passed(now);
                take(each);
            }
        }
    }

    private void take(Conversation conversation) {
        for (Finding finding : conversation.takeFindings()) {
            if (finding.by() != Direction.CLIENT) {
                continue;
            }
            if (findings.size() == MOST_FINDINGS) {
                unlisted++;
            } else {
                findings.add(finding);
                listeners.forEach(listener -> listener.accept(finding));
            }
        }
    }
}
