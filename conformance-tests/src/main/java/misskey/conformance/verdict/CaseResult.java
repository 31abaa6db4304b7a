package misskey.conformance.verdict;

import java.util.List;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;

/**
 * A case that was run.
 *
 * @param requirement the id of the requirement it judges
 * @param title what it does, in words
 * @param findings what the conversation judge saw on its connections, about either side
 * @param transcript everything that went over its wires
 * @param micros how long it took
 */
public record CaseResult(
        String requirement,
        String title,
        Verdict verdict,
        List<Finding> findings,
        Drifts drifts,
        List<Line> transcript,
        long micros) {
    /** The name of its transcript file. */
    public String transcriptName() {
        return requirement + ".jsonl";
    }
}
