package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import misskey.mock.world.ApiError;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The calls of a recording bring the same events to main as they did on the real server, each as often, from one remark of the recorder to
 * the next. What is told later is left out: the recorder did not wait for it.
 */
class RecordedMainEventsTest {
    /** Where the mock differs, and why. */
    private static final Map<String, String> EXPECTED = Map.of(
            "muted dave mentions alice", "Misskey 2025 goes on for up to ten seconds after a mute",
            "mention and delete at once", "the recorder deleted before the server had made the notification",
            "i/notifications (marks read)", "readNotifications came with 12.111.0, and the dialect is 12.110.1",
            "WS readNotification {id}", "what a frame does is not the world's",
            "WS readNotification no body", "what a frame does is not the world's",
            "messaging", "messages between accounts are not in the mock");

    /** The poll of the recordings ends after four seconds, which is two remarks later. */
    private static final Duration BETWEEN_REMARKS = Duration.ofMillis(1_500);

    @ParameterizedTest
    @CsvSource(textBlock = """
            misskey-12.119.2, misskey-12
            misskey-2025.2.0, misskey-2025
            """)
    void mainTellsWhatTheRealServerTold(String recording, String dialect) throws IOException {
        Stage stage = new Stage(Dialect.named(dialect));
        Recording played = new Recording();
        Map<String, Map<String, Integer>> recorded = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> told = new LinkedHashMap<>();
        String remark = "";
        for (JsonNode line : Recording.lines(recording, "30-main-events")) {
            switch (line.path("op").stringValue()) {
                case "state" -> {
                    played.prepare(stage, line);
                    stage.open("alice", "main", "{}").open("bob", "main", "{}");
                }
                case "remark" -> {
                    stage.pass(BETWEEN_REMARKS);
                    take(stage, told, remark);
                    remark = line.path("text").stringValue();
                }
                case "text" -> {
                    String who = line.path("conn").stringValue();
                    JsonNode frame = Json.read(line.path("text").stringValue());
                    count(recorded, remark, who + " " + Stage.event(frame));
                }
                case "call" -> {
                    play(played, stage, line);
                    take(stage, told, remark);
                }
                default -> {
                    // Opening and closing.
                }
            }
        }

        assertThat(recorded).hasSizeGreaterThan(30);
        assertThat(told).isEqualTo(recorded);
    }

    private static void play(Recording played, Stage stage, JsonNode line) {
        try {
            played.call(stage, line);
        } catch (ApiError refused) {
            // An endpoint that the mock does not have: its events are missed, or there are none.
            assertThat(refused.status()).isIn(400, 404);
        }
    }

    private static void take(Stage stage, Map<String, Map<String, Integer>> told, String remark) {
        for (String who : new String[] {"alice", "bob"}) {
            stage.events(who).forEach(event -> count(told, remark, who + " " + event));
        }
    }

    private static void count(Map<String, Map<String, Integer>> counts, String remark, String event) {
        boolean counted = event.matches("(alice|bob) .*")
                && !event.matches(".* (unread.*|connect|connected|readNotification)")
                && !EXPECTED.containsKey(remark);
        if (counted) {
            counts.computeIfAbsent(remark, none -> new TreeMap<>()).merge(event, 1, Integer::sum);
        }
    }
}
