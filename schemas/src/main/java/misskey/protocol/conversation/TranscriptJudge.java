package misskey.protocol.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.protocol.Dialect;
import misskey.protocol.Line;

/** Judges a whole transcript: a {@link Conversation} for each connection in it, every line accounted for. */
public final class TranscriptJudge {
    private final Dialect dialect;
    private final Map<String, Conversation> open = new LinkedHashMap<>();
    private final List<Conversation> all = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Line.Op, Integer> lines = new EnumMap<>(Line.Op.class);
    private long last;

    public TranscriptJudge(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What a transcript came to.
     *
     * @param findings in the order of the lines that show them
     * @param lines how many lines of each kind it has
     * @param messages how many text messages were judged
     * @param unjudged how many were not, because only a part of them was kept or it is no text
     * @param connections how many connections it shows
     */
    public record Judgement(
            List<Finding> findings,
            Drifts drifts,
            Map<Line.Op, Integer> lines,
            int messages,
            int unjudged,
            int connections) {}

    /** Takes in the next line. */
    public void accept(Line line) {
        lines.merge(line.op(), 1, Integer::sum);
        last = line.t();
        switch (line.op()) {
            case CALL -> open.values().forEach(conversation -> conversation.accept(line));
            case OPEN -> {
                Conversation begun = start();
                Conversation before = open.put(line.conn(), begun);
                begun.accept(line);
                if (before != null) {
                    end(before);
                }
            }
            case STATE, REMARK, EXCHANGE -> {
                // Said of no connection.
            }
            case OPENED, REFUSED, UNANSWERED, TEXT, BINARY, PING, PONG, CLOSE, CLOSED, ERROR -> {
                Conversation conversation = open.computeIfAbsent(line.conn(), conn -> start());
                conversation.accept(line);
                findings.addAll(conversation.takeFindings());
            }
        }
    }

    /** Ends every connection and says what it came to. */
    public Judgement finish() {
        open.values().forEach(this::end);
        open.clear();
        findings.sort(Comparator.comparingInt(Finding::line));
        return new Judgement(
                List.copyOf(findings),
                all.stream().map(Conversation::drifts).reduce(Drifts.none(), Drifts::plus),
                lines,
                all.stream().mapToInt(Conversation::framesJudged).sum(),
                all.stream().mapToInt(Conversation::framesUnjudged).sum(),
                all.size());
    }

    /** Judges lines that are all there. */
    public static Judgement judge(Dialect dialect, List<Line> lines) {
        TranscriptJudge judge = new TranscriptJudge(dialect);
        lines.forEach(judge::accept);
        return judge.finish();
    }

    private Conversation start() {
        Conversation conversation = new Conversation(dialect);
        all.add(conversation);
        return conversation;
    }

    private void end(Conversation conversation) {
        conversation.end(last);
        findings.addAll(conversation.takeFindings());
    }
}
