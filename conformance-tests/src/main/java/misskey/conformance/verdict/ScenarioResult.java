package misskey.conformance.verdict;

import java.util.List;
import java.util.Optional;
import misskey.protocol.Level;
import misskey.protocol.Line;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.Finding;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import tools.jackson.databind.node.ObjectNode;

/**
 * What playing a scenario to a client came to.
 *
 * @param name the file without its ending, e.g. {@code documented/followed}; no two of a run have the same
 * @param title what happens in it, in one clause
 * @param covers the requirements it shows
 * @param level how binding the strongest of them is
 * @param message why it is no pass; empty for one
 * @param evidence the transcript lines that show it
 * @param diagnosis what went wrong in full; empty where it passed, or could not be played at all
 * @param findings what was found about the client besides
 * @param transcript everything that went over its wires
 * @param adapters what its adapters were told and said
 */
public record ScenarioResult(
        String name,
        String title,
        List<String> covers,
        Level level,
        Outcome outcome,
        String message,
        List<Integer> evidence,
        Optional<Diagnosis> diagnosis,
        List<Finding> findings,
        Drifts drifts,
        List<Line> transcript,
        List<Adapter> adapters,
        long micros) {

    /**
     * An adapter that was driven: one for each account that opened a stream.
     *
     * @param lastWords the end of its standard error
     * @param log what went between it and the kit
     */
    public record Adapter(List<String> lastWords, List<ObjectNode> log) {}

    public ScenarioResult {
        if (outcome == Outcome.PASS && evidence.isEmpty()) {
            throw new IllegalArgumentException("a pass names the transcript lines that show it, and there are none");
        }
    }

    /** The name of its transcript file. */
    public String transcriptName() {
        return fileName() + ".jsonl";
    }

    /** Its name as a part of a file's name. */
    public String fileName() {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Whether it was judged. */
    public boolean judged() {
        return outcome == Outcome.PASS || outcome == Outcome.FAIL;
    }

    /** Whether the adapter, and not the client, did something wrong. */
    public boolean isAdaptersMistake() {
        return diagnosis.filter(each -> each.why() == Broken.Why.ADAPTER).isPresent();
    }

    /** Whether the file asks for what cannot be. */
    public boolean isMistaken() {
        return diagnosis
                .filter(each -> each.why().ending() == Broken.Ending.MISTAKEN)
                .isPresent();
    }
}
