package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A scenario file with its short steps written out as the frames they stand for. What has none stays as it is, to the letter;
 * a comment inside a short step is lost.
 */
public final class Expanded {
    private final Roles roles;
    private final LocatedYaml yaml;
    private final List<String> lines;
    private final List<String> out = new ArrayList<>();
    private int next = 1;

    private Expanded(SourceText source, Roles roles) throws ScenarioError {
        this.roles = roles;
        this.yaml = LocatedYaml.read(source);
        this.lines = source.text().lines().toList();
    }

    /** The lines of a scenario, written out. */
    public static List<String> of(Scenario scenario) throws ScenarioError {
        Expanded expanded = new Expanded(SourceText.of(scenario.file(), scenario.text()), new Roles(scenario.plays()));
        expanded.steps(JsonPointer.compile("/steps"));
        expanded.copyBefore(expanded.lines.size() + 1);
        return List.copyOf(expanded.out);
    }

    /** Copies everything up to this line that is not out yet. */
    private void copyBefore(int line) {
        for (; next < line; next++) {
            out.add(lines.get(next - 1));
        }
    }

    private void steps(JsonPointer place) {
        JsonNode list = yaml.root().at(place);
        for (int i = 0; i < list.size(); i++) {
            JsonPointer pointer = place.appendIndex(i);
            if (ShortForms.isShort(list.get(i))) {
                writeOut(list.get(i), pointer);
            } else {
                inside(list.get(i), pointer);
            }
        }
    }

    private void inside(JsonNode step, JsonPointer pointer) {
        for (String key : step.propertyNames()) {
            switch (key) {
                case "until", "anyOrder", "inOrder" -> steps(pointer.appendProperty(key));
                case "repeat" -> steps(pointer.appendProperty(key).appendProperty("steps"));
                default -> {}
            }
        }
    }

    /** A step that shares its line with another is left as it is: there is no line to put in its place. */
    private void writeOut(JsonNode step, JsonPointer pointer) {
        Location at = yaml.at(pointer);
        String before = lines.get(at.line() - 1).substring(0, column(at));
        if (!before.matches("\\s*- *") || at.line() < next) {
            return;
        }
        copyBefore(at.line());
        String indent = before.replaceAll("-.*", "");
        ShortForms.writtenOut(step).stream()
                .filter(full -> roles.hasUseFor(Known.chosen(full, StepReader.KINDS)))
                .forEach(full -> out.add(indent + "- " + members(full)));
        next = at.line() + 1;
        while (next <= lines.size() && isInside(lines.get(next - 1), indent.length())) {
            next++;
        }
    }

    /** Columns count characters, and texts in Java halves of some. */
    private int column(Location at) {
        return lines.get(at.line() - 1).offsetByCodePoints(0, at.column() - 1);
    }

    private static boolean isInside(String line, int indent) {
        return !line.isBlank() && line.indexOf(line.strip()) > indent;
    }

    /** A step on one line; with a key beside it, in braces. */
    private static String members(JsonNode step) {
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : step.properties()) {
            members.add(member.getKey() + ": " + FlowText.of(member.getValue()));
        }
        return members.size() == 1 ? members.get(0) : "{" + String.join(", ", members) + "}";
    }
}
