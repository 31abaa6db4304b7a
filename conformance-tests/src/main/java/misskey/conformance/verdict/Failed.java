package misskey.conformance.verdict;

import java.util.List;

/** Thrown by a probe that has seen its requirement broken. */
public final class Failed extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final List<Integer> lines;

    /**
     * @param code under what it is known, e.g. {@code NO_EVENT}
     * @param lines the numbers of the transcript lines that show it
     */
    public Failed(String code, String message, List<Integer> lines) {
        super(message);
        this.code = code;
        this.lines = List.copyOf(lines);
    }

    public Verdict verdict() {
        return Verdict.fail(code, String.valueOf(getMessage()), lines);
    }
}
