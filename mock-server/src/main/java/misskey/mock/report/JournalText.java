package misskey.mock.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;

/** Drift and journal as lines of text. */
final class JournalText {
    private JournalText() {}

    static List<String> lines(SessionReport report) {
        List<String> lines = new ArrayList<>();
        report.drift()
                .forEach((unknown, seen) ->
                        lines.add(Visible.line("drift: " + unknown.kind().label() + " " + unknown.name() + ", "
                                + seen.count() + "×, first in line " + seen.line())));
        omitted(report).forEach(lines::add);
        report.journal()
                .forEach(line -> lines.add(String.format(
                        Locale.ROOT,
                        "%5d  %9.3f s  %-12s %s %s",
                        line.n(),
                        line.t() / 1e6,
                        Visible.line(line.conn()),
                        arrow(line),
                        Visible.line(what(line)))));
        return lines;
    }

    /** What the report does not have of the journal, and where that is. */
    static List<String> omitted(SessionReport report) {
        List<String> omitted = new ArrayList<>();
        if (report.oldestGone()) {
            omitted.add("the journal was too long to be kept: its oldest lines are gone");
        }
        if (report.earlier() > 0) {
            omitted.add(report.earlier() + " earlier lines are left out; GET /_kit/sessions/" + report.session()
                    + "/journal has them");
        }
        if (report.unlisted() > 0) {
            omitted.add(report.unlisted() + " more findings are not listed");
        }
        return omitted;
    }

    private static String arrow(Line line) {
        return from(line).equals(Direction.CLIENT.label())
                ? "C →  "
                : from(line).isEmpty() ? "     " : "  ← S";
    }

    /** Who sent it; empty where nobody did. */
    static String from(Line line) {
        return line.get("from").stringValue("");
    }

    /** What a line of the journal tells, without what stands beside it. */
    static String what(Line line) {
        return switch (line.op()) {
            case TEXT -> line.get("text").stringValue("(no UTF-8)");
            case REMARK -> line.get("text").stringValue("");
            case CALL ->
                "calls " + line.get("endpoint").stringValue("") + " " + Json.write(line.get("data")) + ", answered "
                        + line.get("status");
            default -> line.op().label() + " " + Json.write(line.members());
        };
    }
}
