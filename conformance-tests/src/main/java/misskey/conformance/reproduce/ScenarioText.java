package misskey.conformance.reproduce;

import java.util.List;
import misskey.protocol.Json;
import misskey.scenario.FlowText;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A scenario as a file: a comment, what it is about, and its steps, one a line. */
final class ScenarioText {
    private final StringBuilder text = new StringBuilder();

    /** A line of the comment that the file begins with; what a peer sent cannot end it. */
    ScenarioText comment(String line) {
        text.append("# ")
                .append(line.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{85}]+", " ")
                        .strip())
                .append('\n');
        return this;
    }

    /** A member of the file, on one line. */
    ScenarioText member(String name, ObjectNode holder) {
        text.append(name).append(": ").append(FlowText.of(holder.path(name))).append('\n');
        return this;
    }

    /** The steps. */
    ScenarioText steps(List<CaseScenario.Written> steps) {
        text.append("steps:\n");
        write(steps, "  ");
        return this;
    }

    private void write(List<CaseScenario.Written> steps, String indent) {
        for (CaseScenario.Written written : steps) {
            String before = indent + "- ";
            for (var member : written.step().properties()) {
                text.append(before)
                        .append(member.getKey())
                        .append(": ")
                        .append(FlowText.of(member.getValue()))
                        .append('\n');
                before = indent + "  ";
            }
            if (!written.until().isEmpty()) {
                text.append(before).append("until:\n");
                write(written.until(), indent + "    ");
            }
        }
    }

    /** A file of its own, with another comment above its own first line. */
    static String commented(List<String> comment, String file) {
        ScenarioText all = new ScenarioText();
        comment.forEach(all::comment);
        return all.text + "#\n" + file;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** An object with a text, for {@link #member}. */
    static ObjectNode with(String name, String value) {
        return Json.object().set(name, StringNode.valueOf(value));
    }
}
