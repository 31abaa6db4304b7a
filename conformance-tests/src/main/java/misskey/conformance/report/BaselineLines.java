package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Baseline.Known;
import misskey.conformance.verdict.Judgement;
import misskey.conformance.verdict.Judgement.Row;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.Standing;

/** What the baseline says and what became of it, on the console: what is known, and what has to be put right. */
final class BaselineLines {
    private static final int INDENT = 6;

    private final PrintWriter out;
    private final Palette palette;

    BaselineLines(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    void print(Judgement judgement) {
        section(judgement, Standing.KNOWN, "known failures", "they do not turn the run red");
        section(judgement, Standing.REGRESSION, "fails otherwise than the baseline says", "");
        section(judgement, Standing.STALE, "passes, and the baseline says that it fails", "take these entries out");
        section(judgement, Standing.EXPIRED, "fails, and its entry has expired", "as if there were none");
        section(judgement, Standing.LAPSED, "expired entries that nothing needs", "take them out");
        section(judgement, Standing.UNJUDGED, "in the baseline, and not judged in this run", "");
    }

    private void section(Judgement judgement, Standing standing, String heading, String remark) {
        List<Row> rows = judgement.standing(standing);
        if (rows.isEmpty()) {
            return;
        }
        out.println();
        boolean red = rows.stream().anyMatch(judgement::breaks);
        out.println((red ? palette.red(heading) : palette.bold(heading))
                + palette.dim(remark.isEmpty() ? "" : "  " + remark));
        rows.forEach(row -> row.entry().ifPresent(entry -> entry(row, entry, judgement)));
    }

    private void entry(Row row, Known entry, Judgement judgement) {
        String code = row.result()
                .flatMap(RequirementResult::code)
                .filter(now -> !now.equals(entry.code()))
                .map(now -> now + ", known was " + entry.code())
                .orElse(entry.code());
        boolean belowGate = row.standing() == Standing.REGRESSION || row.standing() == Standing.EXPIRED;
        out.println("  " + row.requirement() + "  " + code
                + palette.dim("  " + row.level() + (belowGate && !judgement.breaks(row) ? ", below the gate" : "")));
        text(entry.reason());
        entry.link().ifPresent(link -> out.println(" ".repeat(INDENT) + palette.dim(Printable.of(link))));
        Optional<String> until = entry.expires().map(day -> ", until " + day);
        out.println(" ".repeat(INDENT) + palette.dim(Printable.of(entry.at()) + until.orElse("")));
    }

    private void text(String text) {
        Wrapped.lines(Printable.of(text.replace('\n', ' ')), INDENT, palette.width())
                .forEach(line -> out.println(" ".repeat(INDENT) + line));
    }
}
