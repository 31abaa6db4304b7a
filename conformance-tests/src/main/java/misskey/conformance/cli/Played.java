package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.Locale;
import misskey.conformance.report.DiagnosisText;
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
    private Played() {}

    static Outcome outcome(Performance played) {
        return Outcome.of(played.ending());
    }

    /** The exit code: a scenario that asks for what cannot be is a mistake of its user. */
    static int exit(Performance played) {
        return switch (played.ending()) {
            case PASSED, NOT_APPLICABLE -> Gate.MET;
            case BROKEN -> Gate.NOT_MET;
            case UNTESTABLE -> Gate.NOT_MEASURED;
            case MISTAKEN -> Gate.USAGE;
        };
    }

    /** One line: to whom it was played, what it came to, how long it took. */
    static void printLine(PrintWriter out, Palette palette, String to, Performance played, long millis) {
        String label = outcome(played).label();
        String word = switch (played.ending()) {
            case PASSED -> palette.green(label);
            case BROKEN, MISTAKEN -> palette.red(label);
            case UNTESTABLE, NOT_APPLICABLE -> palette.yellow(label);
        };
        out.printf(Locale.ROOT, "  %-40s %s  %d ms%n", to, word, millis);
    }

    /** What went wrong, in full; where nothing did, what was found besides. */
    static void printDiagnosis(PrintWriter out, Palette palette, Performance played) {
        if (played.diagnosis().isPresent()) {
            Diagnosis diagnosis = played.diagnosis().get();
            if (played.ending() == Broken.Ending.NOT_APPLICABLE) {
                out.println("      " + Printable.of(diagnosis.message()));
                return;
            }
            DiagnosisText.print(out, palette, diagnosis);
            return;
        }
        for (Finding finding : played.findings()) {
            out.println("      found besides: "
                    + Printable.of(finding.requirement() + " " + finding.code() + ", line " + finding.line() + ": "
                            + finding.message()));
        }
    }
}
