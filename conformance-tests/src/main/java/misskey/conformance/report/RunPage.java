package misskey.conformance.report;

import java.time.Instant;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/** A run as {@code index.html}: a matrix of its requirements, and for each what is required, what was seen, and its frames. */
public final class RunPage {
    private RunPage() {}

    /**
     * The page as UTF-8.
     *
     * @param reproductions the scenarios beside it
     * @param written when the run ended
     */
    public static byte[] write(RunResult run, Reproductions reproductions, String version, Instant written) {
        ObjectNode report = JsonReport.document(run, reproductions, version, written);
        ObjectNode data = Json.object().put("kind", "run");
        data.putArray("runs").addObject().put("label", run.target()).set("report", PageData.of(report));
        data.set("transcripts", PageTranscripts.of(run));
        String result = report.path("result").stringValue();
        return Page.write(result + " — " + run.target() + " — misskey-kit", plain(run, result), data);
    }

    /** What is left where a viewer runs no scripts: what it came to, and what failed. */
    private static String plain(RunResult run, String result) {
        StringBuilder html = new StringBuilder();
        html.append("<h1>").append(Html.text(run.target() + ": " + result)).append("</h1>\n<p>");
        html.append(Html.text(
                "Judged " + Words.judged(run) + " of " + run.scope().size() + " requirements of " + run.dialect()
                        + ". The whole page needs scripts; report.json and summary.md beside it do not."));
        html.append("</p>\n<ul>\n");
        for (RequirementResult one : run.requirements()) {
            if (one.outcome() == Outcome.FAIL || one.outcome() == Outcome.ERROR) {
                String seen = one.verdict().code().map(code -> code + ": ").orElse("")
                        + one.verdict().message()
                        + String.join("; ", one.seenBroken());
                html.append("<li><b>").append(Html.text(one.requirement().id()));
                html.append("</b> (").append(one.level()).append(") ");
                html.append(Html.text(Json.excerpt(seen, 600))).append("</li>\n");
            }
        }
        return html.append("</ul>\n").toString();
    }
}
