package misskey.scenario.play;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Line;
import misskey.protocol.conversation.Finding;

/**
 * What playing a scenario came to.
 *
 * @param evidence the lines of the transcript that show it
 * @param diagnosis what went wrong; empty where it passed
 * @param findings what was found about the other side besides
 * @param lines the transcript
 */
public record Performance(
        Broken.Ending ending,
        List<Integer> evidence,
        Optional<Diagnosis> diagnosis,
        List<Finding> findings,
        List<Line> lines) {
    public boolean passed() {
        return ending == Broken.Ending.PASSED;
    }
}
