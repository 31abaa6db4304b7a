package misskey.scenario.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import misskey.protocol.Json;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import misskey.scenario.Step;
import tools.jackson.databind.node.ObjectNode;

/** What must not have come: armed by a {@code never}, looked at when everything is over. */
final class Absences {
    private final List<Armed> armed = new ArrayList<>();

    /**
     * @param where the connection; for reports the account
     * @param after the line, or the number of reports, after which it must not come
     */
    record Armed(Step.Never step, String where, FramePattern pattern, Bindings names, int after) {}

    void arm(Armed absence) {
        armed.add(absence);
    }

    /** Something that came all the same, and the step that forbids it. */
    record Came(Step.Never step, Broken broken) {}

    /** The first that came all the same, and that no step was waiting for. */
    Optional<Came> came(Heard heard, Function<String, Optional<AppReports>> reports) {
        return armed.stream()
                .flatMap(each -> (each.step.report() ? report(each, reports) : frame(each, heard))
                        .map(broken -> new Came(each.step, broken)).stream())
                .findFirst();
    }

    private static Optional<Broken> frame(Armed absence, Heard heard) {
        return heard.untaken(absence.where, absence.pattern, absence.names, absence.after).stream()
                .findFirst()
                .map(came -> new Broken(
                        Broken.Why.FORBIDDEN,
                        "line " + came.line().n() + " of the transcript must not have come: "
                                + Json.excerpt(came.as(absence.pattern), 200)));
    }

    private static Optional<Broken> report(Armed absence, Function<String, Optional<AppReports>> reports) {
        List<ObjectNode> untaken =
                reports.apply(absence.where).map(AppReports::untaken).orElse(List.of());
        List<ObjectNode> since = reports.apply(absence.where)
                .map(all -> all.since(absence.after))
                .orElse(List.of());
        return untaken.stream()
                .filter(since::contains)
                .filter(report -> absence.pattern.match(report, absence.names).matches())
                .findFirst()
                .map(report -> new Broken(
                        Broken.Why.FORBIDDEN,
                        "the client told its application what it must not: " + Json.excerpt(report, 200)));
    }
}
