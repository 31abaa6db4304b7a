package misskey.mock.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import misskey.mock.control.Routes.Asked;
import misskey.mock.play.ScenarioRun;
import misskey.mock.report.HtmlReport;
import misskey.mock.report.JsonReport;
import misskey.mock.report.JunitReport;
import misskey.mock.report.SessionReport;
import misskey.mock.session.Session;
import misskey.protocol.DidYouMean;

/** Tells the verdict on a session's clients, in the format that is asked for. */
final class ReportControl {
    private static final int LAST = 2_000;
    private static final String FORMAT = "format";
    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            HtmlReport.POLICY + "; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private final Function<Asked, Session> sessions;
    private final Function<String, Optional<ScenarioRun>> runs;

    /** @param runs gives what the session of an id plays */
    ReportControl(Function<Asked, Session> sessions, Function<String, Optional<ScenarioRun>> runs) {
        this.sessions = sessions;
        this.runs = runs;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/sessions/{id}/report", this::report);
    }

    private Reply report(Asked asked) throws InterruptedException {
        String format = asked.query().getOrDefault(FORMAT, "json");
        Function<SessionReport, Reply> writer = writer(format);
        int last = asked.number("last", LAST, "how many lines of the journal");
        Session session = sessions.apply(asked);
        String id = asked.part("id");
        Optional<ScenarioRun> run = runs.apply(id);
        if (run.isPresent()) {
            run.get().awaitEnd(asked.patience());
        }
        return writer.apply(SessionReport.of(id, session, run, last));
    }

    private static Function<SessionReport, Reply> writer(String format) {
        return switch (format) {
            case "json" -> report -> new Reply(200, "application/json; charset=utf-8", JsonReport.write(report));
            case "junit" -> report -> new Reply(200, "application/xml; charset=utf-8", JunitReport.write(report));
            case "html" -> report -> new Reply(200, "text/html; charset=utf-8", HtmlReport.write(report), PAGE_HEADERS);
            default ->
                throw ControlError.misread("\"" + FORMAT + "\" is json, junit or html; found \"" + format + "\""
                        + DidYouMean.suffix(format, List.of("json", "junit", "html")));
        };
    }
}
