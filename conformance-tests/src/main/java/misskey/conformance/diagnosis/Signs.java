package misskey.conformance.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.verdict.CaseResult;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Frame;
import misskey.protocol.Line;

/**
 * What a run has shown that bears on why a stream works badly. Pure.
 *
 * @param events how many events and updates came
 * @param missing the requirements whose case waited for an event in vain
 * @param limited how many cases the server did not let come to their question because it was asked too often
 * @param held connections that nobody closed, and how long they were open
 */
public record Signs(int events, List<String> missing, int limited, List<Held> held) {
    private static final String NO_EVENT = "NO_EVENT";
    private static final String RATE_LIMITED = "rate limited by the server";

    /**
     * A connection that the kit kept open.
     *
     * @param pings how many the server sent
     * @param cut how it ended, where the server or somebody between ended it
     */
    public record Held(Duration open, int pings, Optional<String> cut) {}

    static Signs none() {
        return new Signs(0, List.of(), 0, List.of());
    }

    /** What a run has shown, and a connection that was held beside it. */
    public static Signs of(RunResult run, Optional<Held> beside) {
        Dialect dialect = Dialect.named(run.dialect());
        int events = 0;
        int limited = 0;
        List<String> missing = new ArrayList<>();
        List<Held> held = new ArrayList<>(beside.stream().toList());
        for (CaseResult one : run.cases()) {
            events += events(dialect, one.transcript());
            held.addAll(cut(one.transcript()));
            if (one.verdict().code().filter(NO_EVENT::equals).isPresent()) {
                missing.add(one.requirement());
            }
            if (one.verdict().outcome() == Outcome.UNTESTABLE
                    && one.verdict().message().contains(RATE_LIMITED)) {
                limited++;
            }
        }
        return new Signs(events, List.copyOf(missing), limited, List.copyOf(held));
    }

    private static int events(Dialect dialect, List<Line> lines) {
        return (int) lines.stream()
                .filter(line -> line.op() == Line.Op.TEXT && isFromServer(line))
                .filter(line ->
                        Frame.read(line.wholeText().orElse("")).fold(frame -> tells(dialect, frame), rejected -> false))
                .count();
    }

    private static boolean tells(Dialect dialect, Frame frame) {
        return dialect.frameType(Direction.SERVER, frame.type())
                .filter(type -> type.means() == Meaning.EVENT || type.means() == Meaning.NOTE_UPDATE)
                .isPresent();
    }

    /** The connections of a case that ended although the kit had sent no close frame. */
    private static List<Held> cut(List<Line> lines) {
        Map<String, Long> opened = new HashMap<>();
        Map<String, Integer> pings = new HashMap<>();
        Set<String> closing = new HashSet<>();
        List<Held> cut = new ArrayList<>();
        for (Line line : lines) {
            String conn = line.conn();
            switch (line.op()) {
                case OPENED -> opened.put(conn, line.t());
                case PING -> pings.merge(conn, isFromServer(line) ? 1 : 0, Integer::sum);
                case CLOSE -> {
                    if (!isFromServer(line)) {
                        closing.add(conn);
                    }
                }
                case CLOSED -> {
                    Long since = opened.get(conn);
                    if (since != null && !closing.contains(conn)) {
                        cut.add(new Held(
                                Duration.ofNanos((line.t() - since) * 1_000),
                                pings.getOrDefault(conn, 0),
                                Optional.of("closed with " + line.get("code").intValue(0))));
                    }
                }
                default -> {}
            }
        }
        return cut;
    }

    private static boolean isFromServer(Line line) {
        return line.get("from").stringValue("").equals(Direction.SERVER.label());
    }
}
