package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import misskey.conformance.diagnosis.Advice;

/** Likely causes, and what to configure, on the console. */
public final class AdviceText {
    private AdviceText() {}

    /** A section with all of them; nothing where there are none. */
    public static void print(PrintWriter out, Palette palette, List<Advice> all) {
        if (all.isEmpty()) {
            return;
        }
        out.println();
        out.println(palette.bold("likely cause"));
        for (Advice advice : all) {
            out.println("  " + Printable.of(advice.id() + "  " + advice.cause()));
            printRemedy(out, palette, advice, "      ");
        }
        out.flush();
    }

    /** What showed it, and the lines to configure. */
    public static void printRemedy(PrintWriter out, Palette palette, Advice advice, String indent) {
        out.println(indent + palette.dim(Printable.of("shown by: " + advice.shownBy())));
        advice.remedy().forEach(line -> out.println(indent + Printable.of(line)));
    }
}
