package misskey.scenario.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.FramePattern;
import misskey.scenario.Location;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a step did not come about, for people.
 *
 * @param source the line of the file where the step stands
 * @param sentence the step in words
 * @param message what was wrong
 * @param nearest what came nearest to what was awaited
 * @param wrong the number of the transcript's line that is wrong, or 0
 * @param findings what was found about the other side
 * @param tail the lines of the transcript around it
 * @param seed what plays it the same again
 */
public record Diagnosis(
        Broken.Why why,
        Location at,
        String source,
        String sentence,
        String message,
        Optional<Heard.Near> nearest,
        int wrong,
        List<Finding> findings,
        List<Line> tail,
        long seed) {
    private static final int WIDEST = 400;
    private static final int MOST_FINDINGS = 5;
    private static final int INDENT = 12;

    /** How a part of the text looks, where there are colours. */
    public enum Tone {
        PLAIN,
        STRONG,
        WRONG,
        RIGHT,
        FAINT
    }

    /** A piece of text in one tone. */
    public record Part(Tone tone, String text) {}

    /** One sentence. */
    public String brief() {
        return at + ": " + why.label() + ": " + message;
    }

    /** All of it, without tones. */
    public String text() {
        return lines().stream()
                .map(line -> line.stream()
                        .map(Part::text)
                        .collect(Collectors.joining())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** Lines of parts; a wide one may be cut at its end without losing what it says. */
    public List<List<Part>> lines() {
        List<List<Part>> lines = new ArrayList<>();
        lines.add(List.of(
                new Part(Tone.STRONG, at.toString()),
                new Part(Tone.PLAIN, "  "),
                new Part(Tone.WRONG, why.label().toUpperCase(Locale.ROOT)),
                new Part(Tone.PLAIN, "  " + message)));
        lines.add(List.of(
                new Part(Tone.FAINT, String.format(Locale.ROOT, "%8d │ ", at.line())),
                new Part(Tone.PLAIN, source.strip())));
        lines.add(List.of(new Part(Tone.FAINT, "         │ "), new Part(Tone.FAINT, sentence)));
        nearest.ifPresent(near -> nearest(near, lines));
        for (int i = 0; i < Math.min(findings.size(), MOST_FINDINGS); i++) {
            lines.add(finding(label(i == 0 ? "besides" : ""), findings.get(i)));
        }
        if (findings.size() > MOST_FINDINGS) {
            lines.add(List.of(label(""), new Part(Tone.FAINT, "and " + (findings.size() - MOST_FINDINGS) + " more")));
        }
        if (!tail.isEmpty()) {
            lines.add(List.of(new Part(Tone.STRONG, "  transcript")));
            long began = tail.get(0).t();
            tail.forEach(line -> lines.add(line(line, began)));
        }
        return lines;
    }

    /** The first part of a line that stands under this word, or beside the one above. */
    public static Part label(String word) {
        return new Part(Tone.STRONG, String.format(Locale.ROOT, "  %-" + (INDENT - 2) + "s", word));
    }

    private static void nearest(Heard.Near near, List<List<Part>> lines) {
        lines.add(List.of(
                label("nearest"),
                new Part(Tone.PLAIN, "line " + near.line().n() + "  "),
                new Part(Tone.FAINT, Json.excerpt(near.miss().frame(), WIDEST))));
        int widest = near.miss().differences().stream()
                .mapToInt(difference -> where(difference).length())
                .max()
                .orElse(0);
        int expected = near.miss().differences().stream()
                .mapToInt(difference -> difference.expected().length())
                .max()
                .orElse(0);
        for (FramePattern.Difference difference : near.miss().differences()) {
            lines.add(List.of(
                    label(""),
                    new Part(Tone.PLAIN, padded(where(difference), widest)),
                    new Part(Tone.FAINT, "  expected "),
                    new Part(Tone.RIGHT, padded(difference.expected(), Math.min(expected, INDENT * 2))),
                    new Part(Tone.FAINT, "  found "),
                    new Part(Tone.WRONG, difference.found())));
        }
    }

    private static String where(FramePattern.Difference difference) {
        return difference.pointer().isEmpty() ? "the frame" : difference.pointer();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<Part> finding(Part label, Finding finding) {
        return List.of(
                label,
                new Part(Tone.PLAIN, "line " + finding.line() + "  "),
                new Part(finding.proven() ? Tone.WRONG : Tone.PLAIN, finding.requirement() + " " + finding.code()),
                new Part(Tone.PLAIN, "  " + finding.message()));
    }

    private List<Part> line(Line line, long began) {
        String from = line.get("from").stringValue("");
        String arrow = from.equals(Direction.CLIENT.label()) ? "C →  " : from.isEmpty() ? "     " : "  ← S";
        boolean isWrong = line.n() == wrong;
        return List.of(
                new Part(
                        isWrong ? Tone.WRONG : Tone.FAINT,
                        String.format(Locale.ROOT, "%s%6d", isWrong ? " ▶" : "  ", line.n())),
                new Part(
                        Tone.FAINT,
                        String.format(Locale.ROOT, "  +%.3f s  %-9s ", (line.t() - began) / 1e6, line.conn())),
                new Part(Tone.STRONG, arrow + "  "),
                new Part(Tone.PLAIN, what(line)));
    }

    private static String what(Line line) {
        return switch (line.op()) {
            case TEXT -> Json.excerpt(line.get("text").stringValue("(no UTF-8)"), WIDEST);
            case CALL ->
                "calls " + line.get("endpoint").stringValue("") + " "
                        + Json.excerpt(line.get("data"), WIDEST / 2) + ", answered "
                        + line.get("status");
            default -> line.op().label() + " " + Json.excerpt(about(line), WIDEST);
        };
    }

    /** The members of a line, without whose it is. */
    private static ObjectNode about(Line line) {
        ObjectNode members = line.members().deepCopy();
        members.remove("from");
        return members;
    }
}
