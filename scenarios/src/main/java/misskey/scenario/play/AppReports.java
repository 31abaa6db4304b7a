package misskey.scenario.play;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import misskey.scenario.Bindings;
import misskey.scenario.FramePattern;
import tools.jackson.databind.node.ObjectNode;

/** What a client under test told its application: objects keyed as a scenario's {@code seen} is. */
public interface AppReports {
    /** How many there are so far. */
    int size();

    /** Those from this index on. */
    List<ObjectNode> since(int index);

    /**
     * Waits for the earliest, from this index on, that fits and was not taken, takes it, and binds what the pattern
     * binds. Its index.
     */
    Optional<Integer> take(FramePattern pattern, Bindings names, int from, Duration patience) throws Broken;

    /** Those that no step took. */
    List<ObjectNode> untaken();
}
