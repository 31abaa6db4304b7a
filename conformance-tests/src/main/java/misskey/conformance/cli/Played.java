package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.conformance.report.Palette;
import misskey.conformance.report.Printable;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.protocol.conversation.Finding;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;

/** What playing a scenario came to, on the console and as an exit code. */
final class Played {
    private static final Map<Broken.Ending, Outcome> OUTCOMES = Map.of(
            Broken.Ending.PASSED, Outcome.PASS,
            Broken.Ending.BROKEN, Outcome.FAIL,
            Broken.Ending.UNTESTABLE, Outcome.UNTESTABLE,
            Broken.Ending.NOT_APPLICABLE, Outcome.NOT_APPLICABLE,
            Broken.Ending.MISTAKEN, Outcome.ERROR);

    private Played() {}

    static Outcome outcome(Performance played) {
        return OUTCOMES.getOrDefault(played.ending(), Outcome.ERROR);
    }

    /**
     * The exit code. A scenario that asks for what cannot be is a mistake of its user; where nothing passed or failed,
     * nothing was measured.
     *
     * @param complete whether what could not be judged is not good enough
     */
    static int exit(List<Performance> played, boolean complete) {
        Set<Broken.Ending> endings = EnumSet.noneOf(Broken.Ending.class);
        played.forEach(each -> endings.add(each.ending()));
        if (endings.contains(Broken.Ending.MISTAKEN)) {
            return Gate.USAGE;
        }
        if (endings.contains(Broken.Ending.BROKEN)) {
            return Gate.NOT_MET;
        }
        boolean incomplete = complete && endings.contains(Broken.Ending.UNTESTABLE);
        return incomplete || !endings.contains(Broken.Ending.PASSED) ? Gate.NOT_MEASURED : Gate.MET;
    }

    /** What it came to, in a word. */
    static String word(Palette palette, Performance played) {
        String label = outcome(played).label();
        return switch (played.ending()) {
            case PASSED -> palette.green(label);
            case BROKEN, MISTAKEN -> palette.red(label);
            case UNTESTABLE, NOT_APPLICABLE -> palette.yellow(label);
        };
    }

    /**
     * What went wrong, in full; where nothing did, what was found besides.
     *
     * @param again the command that shows it again
     */
    static void printDiagnosis(PrintWriter out, Palette palette, Performance played, Optional<String> again) {
        if (played.diagnosis().isEmpty()) {
            for (Finding finding : played.findings()) {
                out.println("  found besides: "
                        + Printable.of(finding.requirement() + " " + finding.code() + ", line " + finding.line() + ": "
                                + finding.message()));
            }
            return;
        }
        Diagnosis diagnosis = played.diagnosis().get();
        if (played.ending() == Broken.Ending.NOT_APPLICABLE) {
            out.println("  " + Printable.of(diagnosis.message()));
            return;
        }
        int columns = Terminal.columns();
        for (List<Diagnosis.Part> line : diagnosis.lines()) {
            out.println(painted(palette, line, columns));
        }
        again.ifPresent(command -> out.println(painted(
                palette, List.of(Diagnosis.label("again"), new Diagnosis.Part(Diagnosis.Tone.PLAIN, command)), 0)));
    }

    /** One line of the terminal; what is beyond its columns is cut, as long as nobody redirects it. */
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
