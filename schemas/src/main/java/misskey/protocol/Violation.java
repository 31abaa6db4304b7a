package misskey.protocol;

/**
 * One place in a frame that differs from its schema.
 *
 * @param requirement the requirement that a frame of this shape breaks
 * @param pointer where in the frame, as a JSON pointer; empty for the frame itself
 * @param keyword the schema keyword that failed, e.g. {@code type} or {@code required}
 * @param expected what was expected there, for people
 * @param found what was there: an excerpt of the value
 */
public record Violation(String requirement, String pointer, String keyword, String expected, String found) {
    /** One line for people: where, what was expected, what was found. */
    public String describe() {
        return (pointer.isEmpty() ? "the frame" : pointer) + ": " + expected + ", found " + found;
    }
}
