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
 * @param missed the requirements under which the frame is known that the case waited for in vain, the nearest
 *     first; where one of them is broken, it is that one that fails, and not this
 * @param latencies how long what it waited for took to be told, where that is asked
 * @param findings what the conversation judge saw on its connections, about either side
 * @param transcript everything that went over its wires
 * @param micros how long it took
 * @param course what it did, for somebody to do it again
 */
public record CaseResult(
        String requirement,
        String title,
        Verdict verdict,
        List<String> missed,
        List<Latency> latencies,
        List<Finding> findings,
        Drifts drifts,
        List<Line> transcript,
        long micros,
        Course course) {
    /** One of which no more is known than what it came to. */
    public CaseResult(
            String requirement,
            String title,
            Verdict verdict,
            List<String> missed,
            List<Latency> latencies,
            List<Finding> findings,
            Drifts drifts,
            List<Line> transcript,
            long micros) {
        this(requirement, title, verdict, missed, latencies, findings, drifts, transcript, micros, Course.none());
    }

    /** The name of its transcript file. */
    public String transcriptName() {
        return requirement + ".jsonl";
    }
}
