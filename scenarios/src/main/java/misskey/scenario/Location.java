package misskey.scenario;

/**
 * A place in a scenario, or another file that people write.
 *
 * @param file the file; of a document that is none, the JSON pointer itself
 * @param line from 1; 0 where the document has no lines
 * @param column from 1
 */
public record Location(String file, int line, int column) {
    /** The place in a document that has no lines. */
    static Location pointer(String pointer) {
        return new Location(pointer, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
