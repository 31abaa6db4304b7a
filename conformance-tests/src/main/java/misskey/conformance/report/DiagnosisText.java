package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import misskey.scenario.play.Diagnosis;

/** Why a step of a scenario did not come about, on the console. */
public final class DiagnosisText {
    private DiagnosisText() {}

    public static void print(PrintWriter out, Palette palette, Diagnosis diagnosis) {
        diagnosis.lines().forEach(line -> out.println(painted(palette, line, palette.columns())));
    }

    /** The command that shows it again, in full. */
    public static void printAgain(PrintWriter out, Palette palette, String command) {
        print(out, palette, "again", command);
    }

    /** Something more under a word of its own. */
    static void print(PrintWriter out, Palette palette, String word, String text) {
        out.println(
                painted(palette, List.of(Diagnosis.label(word), new Diagnosis.Part(Diagnosis.Tone.PLAIN, text)), 0));
    }

    /** One line of the terminal: what is beyond its columns is cut. */
    private static String painted(Palette palette, List<Diagnosis.Part> line, int columns) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (Diagnosis.Part part : line) {
            String printable = Printable.of(part.text()).replace('\n', ' ');
            if (columns > 0 && used + printable.length() > columns) {
                printable = printable.substring(0, Math.max(0, columns - used - 1)) + "…";
            }
            used += printable.length();
            text.append(painted(palette, part.tone(), printable));
            if (columns > 0 && used >= columns) {
                break;
            }
        }
        return text.toString().stripTrailing();
    }

    private static String painted(Palette palette, Diagnosis.Tone tone, String text) {
        return switch (tone) {
            case PLAIN -> text;
            case STRONG -> palette.bold(text);
            case WRONG -> palette.red(text);
            case RIGHT -> palette.green(text);
            case FAINT -> palette.dim(text);
        };
    }
}
