package misskey.conformance.diagnosis;

import java.util.List;

/**
 * The likely cause of a fault, and what to do about it.
 *
 * @param id which of the faults it is, {@code A1} to {@code A12}
 * @param cause one line
 * @param shownBy the request, or what else, that showed it, and how it came out
 * @param remedy what to configure, a line each
 */
public record Advice(String id, String cause, String shownBy, List<String> remedy) {
    public Advice {
        remedy = List.copyOf(remedy);
    }
}
