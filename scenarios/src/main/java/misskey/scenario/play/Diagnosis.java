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

/**
 * Why a step did not come about, for people.
 *
 * @param source the line of the file where the step stands
 * @param sentence the step in words
 * @param message what was wrong
 * @param nearest what came nearest to what was awaited
 * @param findings what was found about the other side
 * @param tail the last lines of the transcript
 * @param seed what plays it the same again
 */
public record Diagnosis(
        Broken.Why why,
        Location at,
        String source,
        String sentence,
        String message,
        Optional<Heard.Near> nearest,
        List<Finding> findings,
        List<Line> tail,
        long seed) {
    private static final int WIDEST = 160;
    private static final int MOST_FINDINGS = 5;

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

    /** All of it, without colours. */
    public String text() {
        return lines().stream()
                .map(parts -> parts.stream()
                        .map(Part::text)
                        .collect(Collectors.joining())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** Lines of parts; nothing in them is longer than a line. */
    public List<List<Part>> lines() {
        List<List<Part>> lines = new ArrayList<>();
        lines.add(List.of(new Part(Tone.STRONG, at.toString()), new Part(Tone.PLAIN, "  " + sentence)));
        lines.add(
                List.of(new Part(Tone.FAINT, "  " + at.line() + " | "), new Part(Tone.PLAIN, source.stripTrailing())));
        lines.add(List.of(
                new Part(Tone.WRONG, why.label().toUpperCase(Locale.ROOT)), new Part(Tone.PLAIN, "  " + message)));
        nearest.ifPresent(near -> nearest(near, lines));
        if (!findings.isEmpty()) {
            lines.add(List.of(new Part(Tone.STRONG, "found besides")));
            findings.stream().limit(MOST_FINDINGS).forEach(finding -> lines.add(finding(finding)));
            if (findings.size() > MOST_FINDINGS) {
                lines.add(List.of(new Part(Tone.FAINT, "  and " + (findings.size() - MOST_FINDINGS) + " more")));
            }
        }
        if (!tail.isEmpty()) {
            lines.add(List.of(new Part(Tone.STRONG, "the last lines")));
            tail.forEach(line -> lines.add(line(line)));
        }
        return lines;
    }

    private static void nearest(Heard.Near near, List<List<Part>> lines) {
        lines.add(List.of(
                new Part(Tone.STRONG, "nearest"),
                new Part(Tone.FAINT, "  line " + near.line().n() + "  "),
                new Part(Tone.PLAIN, Json.excerpt(near.miss().frame(), WIDEST))));
        for (FramePattern.Difference difference : near.miss().differences()) {
            lines.add(List.of(
                    new Part(
                            Tone.PLAIN,
                            String.format(
                                    Locale.ROOT,
                                    "  %-24s ",
                                    difference.pointer().isEmpty() ? "the frame" : difference.pointer())),
                    new Part(Tone.FAINT, "expected "),
                    new Part(Tone.RIGHT, difference.expected()),
                    new Part(Tone.FAINT, "  found "),
                    new Part(Tone.WRONG, difference.found())));
        }
    }

    private static List<Part> finding(Finding finding) {
        return List.of(
                new Part(Tone.FAINT, "  line " + finding.line() + "  "),
                new Part(finding.proven() ? Tone.WRONG : Tone.PLAIN, finding.requirement() + " " + finding.code()),
                new Part(Tone.PLAIN, "  " + finding.message()));
    }

    private static List<Part> line(Line line) {
        String from = line.get("from").stringValue("");
        String arrow = from.equals(Direction.CLIENT.label()) ? "C →  " : from.isEmpty() ? "     " : "  ← S";
        return List.of(
                new Part(
                        Tone.FAINT,
                        String.format(Locale.ROOT, "  %4d  %8.3f s  %-10s ", line.n(), line.t() / 1e6, line.conn())),
                new Part(Tone.STRONG, arrow + " "),
                new Part(Tone.PLAIN, what(line)));
    }

    private static String what(Line line) {
        return switch (line.op()) {
            case TEXT -> Json.excerpt(line.get("text").stringValue("(no UTF-8)"), WIDEST);
            case CALL ->
                "calls " + line.get("endpoint").stringValue("") + " "
                        + Json.excerpt(line.get("data"), WIDEST / 2) + ", answered "
                        + line.get("status");
            default -> line.op().label() + " " + Json.excerpt(line.members(), WIDEST);
        };
    }
}
