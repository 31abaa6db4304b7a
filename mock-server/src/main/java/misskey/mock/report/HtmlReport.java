package misskey.mock.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.protocol.Direction;
import misskey.protocol.Line;

/**
 * The verdict on a session as one page that needs nothing else and runs nothing: what frames carry is text in it, and its
 * policy, which it brings along where it is saved, lets no script run and nothing load.
 */
public final class HtmlReport {
    private static final ServedFile FRAME = ServedFile.beside(HtmlReport.class, "report.html");

    /** The content security policy of every such page. */
    public static final String POLICY =
            "default-src 'none'; style-src " + FRAME.hash("style") + "; base-uri 'none'; form-action 'none'";

    private static final String CLIENT = Direction.CLIENT.label();
    private static final String SERVER = Direction.SERVER.label();
    private static final int MOST_EVIDENCE = 20;

    private HtmlReport() {}

    public static String write(SessionReport report) {
        Html html = new Html();
        html.element("h1", "Session " + report.session() + ": " + report.verdict());
        html.element("p", "Dialect " + report.dialect() + ", clock " + report.clock());
        report.scenario()
                .ifPresent(scenario -> html.element(
                        "p", "Scenario “" + scenario.title() + "”: " + scenario.state() + " at " + scenario.step()));
        checks(html, report);
        findings(html, report);
        drift(html, report);
        journal(html, report);
        ServedFile afterPolicy = FRAME.after("policy");
        ServedFile afterTitle = afterPolicy.after("title");
        return FRAME.before("policy")
                + Visible.escaped(POLICY)
                + afterPolicy.before("title")
                + Visible.escaped("Session " + report.session() + ": " + report.verdict())
                + afterTitle.before("body")
                + html
                + afterTitle.after("body").text();
    }

    private static void checks(Html html, SessionReport report) {
        html.element("h2", "What was looked at");
        html.open("table").row("th", "check", "outcome", "what was seen", "lines");
        for (Check check : report.checks()) {
            html.open("tr").open("td");
            html.element("strong", check.name());
            html.text(check.code().isEmpty() ? "" : " " + check.code()).close("td");
            html.open("td", check.outcome().name());
            html.text(check.outcome().name()).close("td").open("td").text(check.message());
            if (!check.details().isEmpty()) {
                html.open("details").element("summary", "at length").open("pre");
                check.details().forEach(line -> html.line(line));
                html.close("pre").close("details");
            }
            html.close("td").open("td");
            Set<Integer> shown = report.journal().stream().map(Line::n).collect(Collectors.toSet());
            check.evidence().stream().limit(MOST_EVIDENCE).forEach(line -> html.lineNumber(line, shown.contains(line)));
            html.close("td").close("tr");
        }
        html.close("table");
    }

    private static void findings(Html html, SessionReport report) {
        html.element("h2", "Findings about clients: " + (report.findings().size() + report.unlisted()));
        if (report.findings().isEmpty()) {
            return;
        }
        html.open("table").row("th", "requirement", "code", "level", "connection", "line", "what was seen");
        for (Found found : report.findings()) {
            html.row(
                    "td",
                    found.finding().requirement(),
                    found.finding().code(),
                    found.level() + (found.finding().proven() ? "" : ", not proven"),
                    found.finding().conn(),
                    Integer.toString(found.finding().line()),
                    found.finding().message());
        }
        html.close("table");
    }

    private static void drift(Html html, SessionReport report) {
        html.element("h2", "Unknown to the dialect: " + report.drift().size());
        if (report.drift().isEmpty()) {
            return;
        }
        html.open("table").row("th", "kind", "name", "times", "first in line");
        report.drift()
                .forEach((unknown, seen) -> html.row(
                        "td",
                        unknown.kind().label(),
                        unknown.name(),
                        Integer.toString(seen.count()),
                        seen.conn() + ", " + seen.line()));
        html.close("table");
    }

    private static void journal(Html html, SessionReport report) {
        html.element("h2", "Journal");
        JournalText.omitted(report).forEach(sentence -> html.element("p", sentence));
        Set<Integer> found =
                report.findings().stream().map(each -> each.finding().line()).collect(Collectors.toSet());
        html.open("table", "journal").row("th", "line", "seconds", "connection", "client", "server");
        for (Line line : report.journal()) {
            String from = JournalText.from(line);
            String what = JournalText.what(line);
            String marks = (List.of(CLIENT, SERVER).contains(from) ? from : "event")
                    + (found.contains(line.n()) ? " found" : "");
            html.openLine(line.n(), marks)
                    .element("td", Integer.toString(line.n()))
                    .element("td", String.format(Locale.ROOT, "%.3f", line.t() / 1e6))
                    .element("td", line.conn());
            if (from.equals(CLIENT)) {
                html.element("td", what).element("td", "");
            } else if (from.equals(SERVER)) {
                html.element("td", "").element("td", what);
            } else {
                html.wideCell(what, 2);
            }
            html.close("tr");
        }
        html.close("table");
    }
}
