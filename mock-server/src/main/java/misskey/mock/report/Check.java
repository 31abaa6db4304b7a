package misskey.mock.report;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param name {@code scenario}, {@code conversation}, or the id of a requirement
 * @param code the kind of breach where it names a requirement; else empty
 * @param message one sentence for people; empty where it passed
 * @param details further lines for people
 * @param evidence the numbers of the journal's lines that show it
 */
public record Check(
        String name, Outcome outcome, String code, String message, List<String> details, List<Integer> evidence) {
    public Check {
        details = List.copyOf(details);
        evidence = List.copyOf(evidence);
        if (outcome == Outcome.PASS && evidence.isEmpty()) {
            throw new IllegalArgumentException(name + " passes, and no line of the journal shows it");
        }
    }
}
