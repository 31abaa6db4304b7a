package misskey.conformance.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;

/** Why a requirement failed, on the console: what was seen, what is required, where it is shown, and how to see it again. */
final class FailureText {
    private static final int INDENT = 8;
    private static final int WORD = 11;
    private static final int MOST_FINDINGS = 3;

    private final PrintWriter out;
    private final Palette palette;

    FailureText(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    /**
     * @param again the command that judges it again
     * @param reproduce the command that plays what shows it again, or why nothing does; empty where no file was asked for
     */
    void print(RequirementResult result, String again, Optional<String> reproduce) {
        String message = result.verdict().message();
        if (!message.isEmpty()) {
            text(result.verdict().code().map(code -> code + ": ").orElse("") + message);
        }
        List<String> seen = result.seenBroken();
        seen.stream().limit(MOST_FINDINGS).forEach(this::text);
        if (seen.size() > MOST_FINDINGS) {
            text("and " + (seen.size() - MOST_FINDINGS) + " more findings");
        }
        if (result.outcome() == Outcome.FAIL) {
            labelled("required", result.here().statement());
            result.transcript().ifPresent(file -> whole("shown in", "transcripts/" + file + line(result)));
        }
        whole("again", again);
        reproduce.ifPresent(command -> whole("reproduce", command));
    }

    /** To be copied, and so in one piece. */
    private void whole(String word, String text) {
        out.println(" ".repeat(INDENT) + palette.dim(padded(word)) + Printable.of(text));
    }

    private static String line(RequirementResult result) {
        List<Integer> evidence = result.verdict().evidence();
        return evidence.isEmpty() ? "" : ", line " + evidence.get(0);
    }

    /** Lines of a peer's own are kept, and wrapped where they are too long. */
    private void text(String text) {
        Printable.of(text).lines().forEach(line -> {
            int own = line.length() - line.stripLeading().length();
            Wrapped.lines(line, INDENT + own, palette.width())
                    .forEach(part -> out.println(" ".repeat(INDENT + own) + part));
        });
    }

    private void labelled(String word, String text) {
        List<String> lines = Wrapped.lines(Printable.of(text), INDENT + WORD, palette.width());
        out.println(" ".repeat(INDENT) + palette.dim(padded(word)) + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(INDENT + WORD) + line));
    }

    private static String padded(String word) {
        return word + " ".repeat(WORD - word.length());
    }
}
