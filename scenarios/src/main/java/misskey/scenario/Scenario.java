package misskey.scenario;

import java.util.List;
import java.util.Map;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scenario file, read and checked.
 *
 * @param text the whole file
 * @param title what happens, in one clause
 * @param comment the file's first comment
 * @param covers ids of the requirements it shows
 * @param source where the behaviour or the bug was seen; empty where the file does not say
 * @param plays the sides it can judge
 * @param dialects the dialects it holds for; empty for all
 * @param virtualTime whether the mock's time stands still but for its waits
 * @param background what the kit does beside the steps
 */
public record Scenario(
        String file,
        String text,
        String title,
        String comment,
        List<String> covers,
        String source,
        List<Direction> plays,
        List<String> dialects,
        boolean virtualTime,
        List<Rule> background,
        Cast cast,
        List<Step> steps) {

    /**
     * Each time a frame comes, the other side sends something.
     *
     * @param of the side whose frame it is
     * @param then frames of the other
     */
    public record Rule(Location at, Direction of, JsonNode pattern, List<Step.Message> then) {}

    /**
     * Who and what there is before the first step.
     *
     * @param users account names
     * @param follows who follows whom
     * @param notes notes by the name they are bound to
     */
    public record Cast(List<String> users, List<Follow> follows, Map<String, Post> notes) {}

    /** One account follows another. */
    public record Follow(String follower, String followee) {}

    /** A note that is there from the beginning. */
    public record Post(String by, String text, String visibility, List<String> choices) {
        /** What {@code notes/create} is called with to post it. */
        public ObjectNode parameters() {
            ObjectNode parameters = Json.object().put("text", text).put("visibility", visibility);
            if (!choices.isEmpty()) {
                choices.forEach(parameters.withObject("poll").withArray("choices")::add);
            }
            return parameters;
        }
    }

    /** Whether it holds in this dialect. */
    public boolean holdsIn(String dialect) {
        return dialects.isEmpty() || dialects.contains(dialect);
    }

    /** Whether the file refers to what this name is bound to. */
    public boolean refersTo(String name) {
        return text.contains("${" + name + "}") || text.contains("${" + name + ".");
    }

    /** Whether the file waits for time to pass. */
    public boolean waits() {
        return waits(steps);
    }

    private static boolean waits(List<Step> steps) {
        return steps.stream().anyMatch(step -> step instanceof Step.Wait || waits(step.inside()));
    }

    /** Whether it can judge the peer in this role. */
    public boolean judges(Direction side) {
        return plays.contains(side);
    }
}
