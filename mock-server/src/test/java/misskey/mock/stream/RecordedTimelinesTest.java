package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The calls of a recording bring the same notes onto the same timelines of the same accounts, in the same order and with the same
 * members, as they did on the real server.
 */
class RecordedTimelinesTest {
    private final Map<String, StringBuilder> recorded = new TreeMap<>();

    @ParameterizedTest
    @CsvSource(textBlock = """
            misskey-12.110.1, misskey-12
            misskey-12.119.2, misskey-12
            misskey-2025.2.0, misskey-2025
            """)
    void timelinesShowWhatTheRealServerShowed(String recording, String dialect) throws IOException {
        Stage stage = new Stage(Dialect.named(dialect));
        Recording played = new Recording();
        for (JsonNode line : Recording.lines(recording, "10-timelines")) {
            switch (line.path("op").stringValue()) {
                case "state" -> played.prepare(stage, line);
                case "text" -> text(stage, line);
                case "call" -> played.call(stage, line);
                default -> {
                    // Opening and closing, and what the recorder was about to do.
                }
            }
        }
        Map<String, StringBuilder> shown = new TreeMap<>();
        for (String who : List.of("alice", "bob", "carol", "dave", Stage.NOBODY)) {
            stage.take(who).forEach(frame -> note(shown, who, frame));
        }

        assertThat(recorded).hasSizeGreaterThan(12);
        assertThat(shown.toString()).isEqualTo(recorded.toString());
    }

    private void text(Stage stage, JsonNode line) {
        JsonNode frame = Json.read(line.path("text").stringValue());
        String who = line.path("conn").stringValue().replace("anon", Stage.NOBODY);
        String channel = frame.at("/body/channel").stringValue("");
        if (frame.path("type").stringValue("").equals("connect")) {
            stage.open(who, channel, "{}");
        } else if (frame.at("/body/type").stringValue("").equals("note")) {
            note(recorded, who, frame);
        }
    }

    private static void note(Map<String, StringBuilder> shown, String who, JsonNode frame) {
        JsonNode note = frame.at("/body/body");
        TreeSet<String> members = new TreeSet<>(note.propertyNames());
        members.add("text"); // Misskey 12 leaves it out of a renote that adds nothing, or not
        shown.computeIfAbsent("\n" + who + " on " + frame.at("/body/id").stringValue(), key -> new StringBuilder())
                .append("\n  ")
                .append(note.path("text").stringValue("renote"))
                .append(note.path("files").size())
                .append(' ')
                .append(members);
    }
}
