package misskey.conformance.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import misskey.conformance.verdict.Baseline;
import misskey.conformance.verdict.Baseline.Known;
import misskey.protocol.Json;
import tools.jackson.databind.node.StringNode;

/** The text of a baseline. What stays of an earlier one stays as it was written, with its comments. Pure. */
final class BaselineText {
    private static final String SCHEMA =
            "# yaml-language-server: $schema=https://misskey-kit.github.io/schemas/baseline.schema.json";
    private static final List<String> HEADER = List.of(
            SCHEMA,
            "# Failures that are known, for misskey-kit server --baseline. Each needs a reason; link says where there is",
            "# more about it, and expires (a day such as 2027-03-31) until when it holds.");

    private final List<String> lines = new ArrayList<>();

    private BaselineText() {}

    /** A new file. */
    static String of(List<Known> entries) {
        BaselineText text = new BaselineText();
        text.lines.addAll(HEADER);
        text.known(entries);
        return text.text();
    }

    /**
     * An earlier file without some of its entries, and with new ones at its end.
     *
     * @param earlier its text
     * @param baseline what was read of it
     * @param gone the requirements whose entries go
     * @param added the new entries
     */
    static String edited(String earlier, Baseline baseline, Set<String> gone, List<Known> added) {
        List<String> old = earlier.lines().toList();
        List<Integer> starts =
                baseline.entries().stream().map(BaselineText::lineOf).toList();
        List<Known> kept = baseline.entries().stream()
                .filter(entry -> !gone.contains(entry.requirement()))
                .toList();
        BaselineText text = new BaselineText();
        if (kept.isEmpty() || !startOnLinesOfTheirOwn(old, starts)) {
            int head = starts.isEmpty() ? old.size() : starts.get(0);
            text.lines.addAll(old.subList(0, head).stream()
                    .filter(line -> line.startsWith("#"))
                    .toList());
            List<Known> all = new ArrayList<>(kept);
            all.addAll(added);
            text.known(all);
            return text.text();
        }
        List<Integer> tops = starts.stream().map(start -> top(old, start)).toList();
        text.lines.addAll(old.subList(0, tops.get(0)));
        for (int i = 0; i < tops.size(); i++) {
            if (!gone.contains(baseline.entries().get(i).requirement())) {
                int end = i + 1 < tops.size() ? tops.get(i + 1) : old.size();
                text.lines.addAll(old.subList(tops.get(i), end));
            }
        }
        String first = old.get(starts.get(0) - 1);
        added.forEach(entry -> text.entry(entry, first.substring(0, first.indexOf('-'))));
        return text.text();
    }

    private static int lineOf(Known entry) {
        String[] place = entry.at().split(":", -1);
        return Integer.parseInt(place[place.length - 2]);
    }

    private static boolean startOnLinesOfTheirOwn(List<String> old, List<Integer> starts) {
        return starts.stream().distinct().count() == starts.size()
                && starts.stream()
                        .allMatch(start -> old.get(start - 1).stripLeading().startsWith("- "));
    }

    /** The index of the first line of an entry, with the comments right above it. */
    private static int top(List<String> old, int start) {
        int top = start - 1;
        while (top > 0 && old.get(top - 1).stripLeading().startsWith("#")) {
            top--;
        }
        return top;
    }

    private void known(List<Known> entries) {
        lines.add(entries.isEmpty() ? "known: []" : "known:");
        entries.forEach(entry -> entry(entry, "  "));
    }

    private void entry(Known entry, String indent) {
        lines.add(indent + "- requirement: " + entry.requirement());
        lines.add(indent + "  code: " + entry.code());
        lines.add(indent + "  reason: " + scalar(entry.reason()));
        entry.link().ifPresent(link -> lines.add(indent + "  link: " + quoted(link)));
        entry.expires().ifPresent(day -> lines.add(indent + "  expires: " + day));
    }

    /** In quotes, which JSON and YAML share, but for the word that waits to be replaced. */
    private static String scalar(String reason) {
        return reason.equals(BaselineFile.NO_REASON_YET) ? reason : quoted(reason);
    }

    private static String quoted(String text) {
        return Json.write(StringNode.valueOf(text));
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}
