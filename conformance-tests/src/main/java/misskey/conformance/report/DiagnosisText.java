package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import misskey.scenario.play.Diagnosis;

/** Why a step of a scenario did not come about, on the console. */
public final class DiagnosisText {
    private static final String INDENT = "      ";

    private DiagnosisText() {}

    public static void print(PrintWriter out, Palette palette, Diagnosis diagnosis) {
        for (List<Diagnosis.Part> line : diagnosis.lines()) {
            StringBuilder text = new StringBuilder(INDENT);
            line.forEach(part -> text.append(painted(palette, part)));
            out.println(text.toString().stripTrailing());
        }
    }

    private static String painted(Palette palette, Diagnosis.Part part) {
        String text = Printable.of(part.text());
        return switch (part.tone()) {
            case PLAIN -> text;
            case STRONG -> palette.bold(text);
            case WRONG -> palette.red(text);
            case RIGHT -> palette.green(text);
            case FAINT -> palette.dim(text);
        };
    }
}
