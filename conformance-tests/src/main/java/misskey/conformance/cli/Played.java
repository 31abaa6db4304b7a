package misskey.conformance.cli;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        DiagnosisText.print(out, palette, diagnosis);
        again.ifPresent(command -> DiagnosisText.printAgain(out, palette, command));
    }
}
