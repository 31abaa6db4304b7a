package misskey.protocol;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire log: newline-delimited JSON, one line a frame or event, as {@code transcripts/README.md}
 * defines it. Tokens are masked as lines come in, so no copy of them is kept. Thread-safe.
 */
public final class Transcript {
    private static final int LONGEST_TEXT = 256 * 1024;

    private final LongSupplier micros;
    private final Redactor redactor;
    private final int limit;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private final List<Consumer<Line>> listeners = new ArrayList<>();
    private int next = 1;

    /**
     * A new, empty log.
     *
     * @param micros microseconds since the recording began
     * @param limit how many lines are kept; the oldest go first
     */
    public Transcript(LongSupplier micros, Redactor redactor, int limit) {
        this.micros = micros;
        this.redactor = redactor;
        this.limit = limit;
    }

    /** A file that is not a transcript, or a line of it that is not one. The message says which and why. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** From now on the listener gets every line, in order, on the thread that records it. */
    public synchronized void listen(Consumer<Line> listener) {
        listeners.add(listener);
    }

    /** The listener gets nothing any more. */
    public synchronized void forget(Consumer<Line> listener) {
        listeners.remove(listener);
    }

    /** Records a line now. */
    public Line record(String conn, Line.Op op, ObjectNode members) {
        return add(conn, op, cut(redactor.redact(members)));
    }

    /** An object of which nothing is recorded, with its tokens masked as they are in the lines. */
    public ObjectNode masked(ObjectNode object) {
        return redactor.redact(object);
    }

    /** A value of which nothing is recorded, masked likewise. */
    public JsonNode masked(JsonNode value) {
        return redactor.redact(value);
    }

    /** Records a line now, in which tokens are masked already. */
    public Line recordMasked(String conn, Line.Op op, ObjectNode members) {
        return add(conn, op, cut(members));
    }

    private synchronized Line add(String conn, Line.Op op, ObjectNode members) {
        Line line = new Line(next++, micros.getAsLong(), conn, op, members);
        if (lines.size() == limit) {
            lines.removeFirst();
        }
        lines.add(line);
        listeners.forEach(listener -> listener.accept(line));
        return line;
    }

    /** Forgets the lines so far; those to come are numbered on. */
    public synchronized void clear() {
        lines.clear();
    }

    /** The number of the latest line; 0 before the first. */
    public synchronized int last() {
        return next - 1;
    }

    /** Microseconds since the recording began. */
    public long now() {
        return micros.getAsLong();
    }

    /** The lines so far. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Writes lines into a file; the folder must exist. */
    public static void write(List<Line> lines, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (Line line : lines) {
                out.write(Json.octets(json(line)));
                out.write('\n');
            }
        }
    }

    /** A line as it stands in a file. */
    public static String format(Line line) {
        return Json.write(json(line));
    }

    private static ObjectNode json(Line line) {
        ObjectNode json = Json.object()
                .put("n", line.n())
                .put("t", line.t())
                .put("conn", line.conn())
                .put("op", line.op().label());
        json.setAll(line.members());
        return json;
    }

    /** Reads a file; throws {@link Unreadable} with {@code file:line} where it is no transcript. */
    public static List<Line> read(Path file) throws Unreadable {
        List<String> texts;
        try {
            texts = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new Unreadable(file + ": there is no such file");
        } catch (CharacterCodingException notText) {
            throw new Unreadable(file + ": not a transcript: it is not UTF-8 text");
        } catch (IOException broken) {
            throw new Unreadable(file + ": cannot be read: " + broken.getMessage());
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                lines.add(parse(texts.get(i), file + ":" + (i + 1)));
            }
        }
        if (lines.isEmpty()) {
            throw new Unreadable(file + ": not a transcript: it has no lines");
        }
        return lines;
    }

    private static Line parse(String text, String where) throws Unreadable {
        JsonNode json;
        try {
            json = Json.read(text);
        } catch (JacksonException notJson) {
            throw new Unreadable(where + ": not a line of a transcript: expected one JSON object, found "
                    + Json.excerpt(text, 60) + " (is this a file that `--out` or a recording wrote?)");
        }
        if (!(json instanceof ObjectNode object)) {
            throw new Unreadable(where + ": not a line of a transcript: expected one JSON object, found a JSON "
                    + Json.typeOf(json));
        }
        Line.Op op = op(object.path("op").stringValue(""), where);
        if (!object.path("n").canConvertToInt()
                || !object.path("t").canConvertToLong()
                || !object.path("conn").isString()) {
            throw new Unreadable(where + ": a line needs whole numbers \"n\" and \"t\" and a text \"conn\"");
        }
        for (String member : op.required()) {
            if (!object.has(member)) {
                throw new Unreadable(where + ": a line with \"op\": \"" + op.label() + "\" needs \"" + member + "\"");
            }
        }
        if (op.required().contains("from") && !isDirection(object.path("from"))) {
            throw new Unreadable(
                    where + ": \"from\" is \"client\" or \"server\", found " + Json.excerpt(object.path("from"), 40));
        }
        ObjectNode members = object.deepCopy();
        members.remove(List.of("n", "t", "conn", "op"));
        return new Line(
                object.path("n").intValue(),
                object.path("t").longValue(),
                object.path("conn").stringValue(),
                op,
                members);
    }

    private static Line.Op op(String label, String where) throws Unreadable {
        for (Line.Op op : Line.Op.values()) {
            if (op.label().equals(label)) {
                return op;
            }
        }
        throw new Unreadable(where + ": not a line of a transcript: its \"op\" is \"" + Json.excerpt(label, 40)
                + "\", which the format does not have");
    }

    private static boolean isDirection(JsonNode from) {
        return from.isString()
                && Arrays.stream(Direction.values())
                        .anyMatch(direction -> direction.label().equals(from.stringValue()));
    }

    private static ObjectNode cut(ObjectNode members) {
        JsonNode text = members.path("text");
        return text.isString() && text.stringValue().length() > LONGEST_TEXT
                ? members.deepCopy()
                        .put("text", text.stringValue().substring(0, 1024))
                        .put("length", text.stringValue().length())
                        .put("cut", true)
                : members;
    }
}
