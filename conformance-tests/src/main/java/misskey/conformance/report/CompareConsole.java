package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import misskey.conformance.verdict.Comparison;
import misskey.conformance.verdict.Comparison.Change;
import misskey.conformance.verdict.Comparison.Difference;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.PastRun;

/** Two runs beside each other, on the console: what got worse first. */
public final class CompareConsole {
    private static final int INDENT = 6;

    private final PrintWriter out;
    private final Palette palette;

    public CompareConsole(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /** A run that is compared, and what people call its report. */
    public record Side(String label, PastRun run) {}

    public void print(Side before, Side after, Comparison comparison) {
        side("old", before);
        side("new", after);
        warn("kit versions", before.run().kit(), after.run().kit(), "requirements and cases may differ");
        warn("targets", before.run().target(), after.run().target(), "these are two servers or two clients");
        warn("dialects", before.run().dialect(), after.run().dialect(), "what is required differs");
        section(comparison, Change.WORSE, palette.red("worse"));
        section(comparison, Change.BETTER, palette.green("better"));
        section(comparison, Change.NEWLY_JUDGED, palette.bold("newly judged"));
        section(comparison, Change.NO_LONGER_JUDGED, palette.yellow("no longer judged"));
        section(
                comparison,
                Change.APPEARED,
                palette.bold("only in the new report") + palette.dim("  new in the catalogue, or not chosen then"));
        section(
                comparison,
                Change.VANISHED,
                palette.bold("only in the old report") + palette.dim("  gone from the catalogue, or not chosen now"));
        out.println();
        out.printf(
                Locale.ROOT,
                "%s  %d worse, %d better, %d newly judged, %d no longer judged, %d only in the new, %d only in the old, %d as before%n",
                comparison.exitCode() == 0 ? palette.green("nothing that counts got worse") : palette.red("got worse"),
                comparison.of(Change.WORSE).size(),
                comparison.of(Change.BETTER).size(),
                comparison.of(Change.NEWLY_JUDGED).size(),
                comparison.of(Change.NO_LONGER_JUDGED).size(),
                comparison.of(Change.APPEARED).size(),
                comparison.of(Change.VANISHED).size(),
                comparison.unchanged());
        out.flush();
    }

    private void side(String word, Side side) {
        PastRun run = side.run();
        out.println(palette.bold(word) + "  "
                + Printable.of(side.label() + ": " + run.target() + ", dialect " + run.dialect() + ", kit " + run.kit()
                        + ", judged "
                        + run.rows().stream()
                                .filter(row -> row.outcome() == Outcome.PASS || row.outcome() == Outcome.FAIL)
                                .count()));
    }

    private void warn(String what, String before, String after, String so) {
        if (!before.equals(after)) {
            out.println(palette.yellow("warning: ")
                    + Printable.of(what + " differ, " + before + " and " + after + ": " + so));
        }
    }

    private void section(Comparison comparison, Change change, String heading) {
        List<Difference> all = comparison.of(change);
        if (all.isEmpty()) {
            return;
        }
        out.println();
        out.println(heading);
        int widest = all.stream().mapToInt(each -> each.id().length()).max().orElse(0);
        for (Difference each : all) {
            String id = Printable.of(each.id());
            out.println("  " + id + " ".repeat(Math.max(0, widest - id.length())) + "  " + came(each)
                    + palette.dim(
                            "  " + level(each) + (change == Change.WORSE && !each.counts() ? ", never fails" : "")));
            if (change == Change.WORSE || change == Change.NEWLY_JUDGED || change == Change.APPEARED) {
                each.after().filter(row -> row.outcome() != Outcome.PASS).ifPresent(row -> message(row.message()));
            }
        }
    }

    private void message(String message) {
        message.lines()
                .findFirst()
                .ifPresent(line -> Wrapped.lines(Printable.of(line), INDENT, palette.width())
                        .forEach(part -> out.println(" ".repeat(INDENT) + part)));
    }

    private static String came(Difference difference) {
        return List.of(difference.before(), difference.after()).stream()
                .flatMap(Optional::stream)
                .map(row -> row.outcome().label()
                        + row.code().map(code -> " " + Printable.of(code)).orElse(""))
                .collect(Collectors.joining(" → "));
    }

    private static String level(Difference difference) {
        return difference
                .after()
                .or(difference::before)
                .map(row -> row.level().name())
                .orElse("");
    }
}
