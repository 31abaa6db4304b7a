package misskey.conformance.verdict;

import java.util.List;

/** Thrown by a probe that has seen its requirement broken. */
public final class Failed extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final List<Integer> lines;
    private final List<String> missed;

    /**
     * @param code under what it is known, e.g. {@code NO_EVENT}
     * @param lines the numbers of the transcript lines that show it
     */
    public Failed(String code, String message, List<Integer> lines) {
        this(code, message, lines, List.of());
    }

    /** @param missed the requirements under which the frame is known that did not come, the nearest first */
    public Failed(String code, String message, List<Integer> lines, List<String> missed) {
        super(message);
        this.code = code;
        this.lines = List.copyOf(lines);
        this.missed = List.copyOf(missed);
    }

    /** The requirements under which the frame is known that did not come, the nearest first; empty where none was waited for. */
    public List<String> missed() {
        return missed;
    }

    /** Under what it is known. */
    public String code() {
        return code;
    }

    public Verdict verdict() {
        return Verdict.fail(code, String.valueOf(getMessage()), lines);
    }
}
