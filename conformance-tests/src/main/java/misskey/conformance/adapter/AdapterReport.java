package misskey.conformance.adapter;

import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reports of the protocol as a scenario's {@code seen} writes them. */
public final class AdapterReport {
    /** Which member of a report is, in {@code seen}, called as the report. */
    private static final Map<String, String> RENAMED =
            Map.of("noteUpdated", "id", "response", "as", "error", "message");

    private AdapterReport() {}

    static ObjectNode asSeen(ObjectNode report) {
        ObjectNode seen = report.deepCopy();
        seen.remove("report");
        String kind = report.path("report").stringValue("");
        String member = RENAMED.get(kind);
        if (member != null) {
            seen.set(kind, report.path(member));
            seen.remove(member);
        }
        return seen;
    }

    /** A report from what {@code seen} writes. */
    public static ObjectNode of(ObjectNode seen) {
        ObjectNode report = seen.deepCopy();
        String kind = kind(seen);
        String member = RENAMED.get(kind);
        if (member != null) {
            report.set(member, seen.path(kind));
            report.remove(kind);
        }
        return report.put("report", kind);
    }

    private static String kind(ObjectNode seen) {
        if (seen.has("channel")) {
            return "event";
        }
        return Stream.of("noteUpdated", "response", "state", "error")
                .filter(seen::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no report: " + seen));
    }
}
