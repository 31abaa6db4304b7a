package misskey.scenario.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.Step;
import tools.jackson.databind.node.ObjectNode;

/** What must not have come: armed by a {@code never}, looked at when everything is over. */
final class Absences {
    private final List<Armed> armed = new ArrayList<>();

    /**
     * @param connection on which it must not come; of no use for reports
     * @param reports among which it must not be; empty for frames
     * @param after the line, or the number of reports, after which it must not come
     */
    record Armed(
            Step.Never step,
            String connection,
            Optional<AppReports> reports,
            FramePattern pattern,
            Bindings names,
            int after) {}

    void arm(Armed absence) {
        armed.add(absence);
    }

    /** What came although a step says that it must not. */
    record Violation(Step.Never step, Broken broken) {}

    /** The first that came all the same, and that no step was waiting for. */
    Optional<Violation> violation(Heard heard) {
        return armed.stream()
                .flatMap(each -> each
                        .reports
                        .map(reports -> report(each, reports))
                        .orElseGet(() -> frame(each, heard))
                        .map(broken -> new Violation(each.step, broken))
                        .stream())
                .findFirst();
    }

    private static Optional<Broken> frame(Armed absence, Heard heard) {
        return heard.untaken(absence.connection, absence.pattern, absence.names, absence.after).stream()
                .findFirst()
                .map(came -> new Broken(
                        Broken.Why.FORBIDDEN,
                        isEnd(came.line()) ? "CONNECTION_LOST" : Broken.Why.FORBIDDEN.code(),
                        "line " + came.line().n() + " of the transcript must not have come: "
                                + Json.excerpt(came.as(absence.pattern), 120),
                        new Broken.Shown(Optional.empty(), came.line().n(), Optional.empty())));
    }

    private static boolean isEnd(Line line) {
        return line.op() == Line.Op.CLOSE || line.op() == Line.Op.CLOSED;
    }

    private static Optional<Broken> report(Armed absence, AppReports reports) {
        List<ObjectNode> since = reports.since(absence.after);
        return reports.untaken().stream()
                .filter(since::contains)
                .filter(report -> absence.pattern.match(report, absence.names).matches())
                .findFirst()
                .map(report -> new Broken(
                        Broken.Why.FORBIDDEN,
                        "the client told its application what it must not: " + Json.excerpt(report, 200)));
    }
}
