package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;

/** What was not judged, on the console: each reason once, with whom it concerns. */
final class UnjudgedText {
    private static final int SHOWN = 3;
    private static final int INDENT = 8;
    private static final String BLOCKED = "blocked by ";

    private final PrintWriter out;
    private final Palette palette;
    private final boolean all;

    /** @param all whether every requirement is named anyway, in its line */
    UnjudgedText(PrintWriter out, Palette palette, boolean all) {
        this.out = out;
        this.palette = palette;
        this.all = all;
    }

    void print(List<RequirementResult> results) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        results.stream()
                .filter(result -> !result.judged() && result.outcome() != Outcome.ERROR)
                .forEach(result -> reasons.computeIfAbsent(reason(result), reason -> new ArrayList<>())
                        .add(result.requirement().id()));
        if (reasons.isEmpty()) {
            return;
        }
        out.println();
        boolean cut = !all && reasons.values().stream().anyMatch(ids -> ids.size() > SHOWN);
        out.println(palette.bold("not judged") + palette.dim(cut ? "  --verbose names them all" : ""));
        reasons.forEach((reason, ids) -> {
            List<String> lines = Wrapped.lines(Printable.of(reason), INDENT, palette.width());
            out.println(String.format("  %4d  ", ids.size()) + lines.get(0));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(INDENT) + line));
            if (!all) {
                Wrapped.lines(names(ids), INDENT, palette.width())
                        .forEach(line -> out.println(" ".repeat(INDENT) + palette.dim(line)));
            }
        });
    }

    /** What a broken requirement, or the kit, kept from being judged is told under that, whatever each of them missed. */
    private static String reason(RequirementResult result) {
        String message = result.verdict().message();
        int colon = message.indexOf(':');
        boolean kept = message.startsWith(BLOCKED) || result.outcome() == Outcome.INCONCLUSIVE;
        String reason = kept && colon > 0
                ? message.substring(0, colon)
                : message.lines().findFirst().orElse("");
        return result.outcome().label() + ": " + reason;
    }

    private static String names(List<String> ids) {
        String shown = String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())));
        return ids.size() <= SHOWN ? shown : shown + " and " + (ids.size() - SHOWN) + " more";
    }
}
