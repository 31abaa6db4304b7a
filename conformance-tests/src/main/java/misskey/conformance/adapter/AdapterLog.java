package misskey.conformance.adapter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import misskey.protocol.Json;
import misskey.protocol.Redactor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What went between the kit and an adapter, and what that said to people, tokens masked. The newest lines are kept.
 * Thread-safe.
 */
final class AdapterLog {
    private static final int MOST = 2_000;
    private static final int MOST_WORDS = 20;
    private static final int WIDEST = 400;
    private static final int LONGEST = 64 * 1024;
    private static final int MOST_LETTERS = 1024 * 1024;

    private final Redactor redactor;
    private final long began = System.nanoTime();
    private final Deque<Kept> lines = new ArrayDeque<>();
    private int letters;
    private final Deque<String> words = new ArrayDeque<>();

    private record Kept(ObjectNode line, int letters) {}

    AdapterLog(Redactor redactor) {
        this.redactor = redactor;
    }

    void command(ObjectNode message) {
        add("command", redactor.redact(message), Json.write(message).length());
    }

    /** A line of standard output, whatever is in it. */
    void report(String line) {
        String some = Json.excerpt(line, LONGEST);
        try {
            add("report", redactor.redact(Json.read(some)), some.length());
        } catch (JacksonException notJson) {
            // Before it is cut: half a token is nothing that could be masked.
            String clean = Json.excerpt(redactor.redact(line), LONGEST);
            add("output", StringNode.valueOf(clean), clean.length());
        }
    }

    /** A line of standard error. */
    synchronized void words(String line) {
        String clean = Json.excerpt(redactor.redact(line), WIDEST);
        if (words.size() == MOST_WORDS) {
            words.removeFirst();
        }
        words.add(clean);
        add("error", StringNode.valueOf(clean), clean.length());
    }

    private synchronized void add(String kind, JsonNode content, int length) {
        ObjectNode line = Json.object().put("t", (System.nanoTime() - began) / 1_000);
        line.set(kind, content);
        lines.add(new Kept(line, length));
        letters += length;
        while (lines.size() > MOST || (letters > MOST_LETTERS && lines.size() > 1)) {
            letters -= lines.removeFirst().letters();
        }
    }

    /** {@code {t, command}}, {@code {t, report}}, {@code {t, output}} for what is no JSON, {@code {t, error}}; t in microseconds. */
    synchronized List<ObjectNode> lines() {
        return lines.stream().map(Kept::line).toList();
    }

    /** The last lines of standard error. */
    synchronized List<String> lastWords() {
        return List.copyOf(words);
    }
}
