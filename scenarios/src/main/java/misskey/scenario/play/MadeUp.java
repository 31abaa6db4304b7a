package misskey.scenario.play;

import java.util.SplittableRandom;
import misskey.scenario.Location;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Values that a scenario leaves open, from a seed: the same for a step whatever other steps do. */
final class MadeUp {
    private MadeUp() {}

    /**
     * A text that no other step gets, nor this one another time.
     *
     * @param count how many this step has asked for, with this one
     */
    static JsonNode text(long seed, Location at, int count) {
        SplittableRandom random = new SplittableRandom(seed * 31 + at.line() * 1_009L + at.column());
        String any = Integer.toString(random.nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        return StringNode.valueOf(any + Integer.toString(at.line(), 36) + "-" + count);
    }
}
