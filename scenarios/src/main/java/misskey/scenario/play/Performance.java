package misskey.scenario.play;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;
import misskey.scenario.Location;

/**
 * What playing a scenario came to.
 *
 * @param evidence the lines of the transcript that show it
 * @param shown of each step that showed something, those of its lines
 * @param deciding the requirements that the step decides about at which it ended; empty where all that the file covers
 * @param code under what it is known how it ended, e.g. {@code NO_EVENT}; empty where it passed
 * @param missed where it ended for want of a frame, the requirements under which that frame is known, the nearest first
 * @param diagnosis what went wrong; empty where it passed
 * @param findings what was found about the other side besides
 * @param lines the transcript
 */
public record Performance(
        Broken.Ending ending,
        List<Integer> evidence,
        Map<Location, List<Integer>> shown,
        List<String> deciding,
        Optional<String> code,
        List<String> missed,
        Optional<Diagnosis> diagnosis,
        List<Finding> findings,
        List<Line> lines) {
    public boolean passed() {
        return ending == Broken.Ending.PASSED;
    }
}
