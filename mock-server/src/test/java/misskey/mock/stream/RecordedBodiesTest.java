package misskey.mock.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A body has the members that the real server's had: each that was in every recorded one of its kind, and none that was in
 * none. Types of notification are kinds of their own.
 */
class RecordedBodiesTest {
    /** What happens in the mock and did not in the recordings, or the other way round. */
    private static final List<String> NOT_RECORDED = List.of(
            "/isHidden",
            "/channel",
            "/channelId",
            "/poll",
            "/tags",
            "/visibleUserIds",
            "/mentions",
            "/reply",
            "/renote",
            "/headers/",
            "/value/",
            "/properties/",
            "/reactions/",
            "/localOnly");

    @ParameterizedTest
    @CsvSource(textBlock = """
            misskey-12.119.2, misskey-12
            misskey-2025.2.0, misskey-2025
            """)
    void bodiesHaveTheMembersThatWereRecorded(String recording, String name) throws IOException {
        Dialect dialect = Dialect.named(name);
        Map<String, List<Set<String>>> recorded = new LinkedHashMap<>();
        for (String file : List.of("10-timelines", "30-main-events")) {
            Files.readAllLines(Path.of("..", "schemas", "transcripts", recording, file + ".jsonl")).stream()
                    .map(Json::read)
                    .filter(line -> line.path("from").stringValue("").equals("server"))
                    .map(line -> line.path("text").stringValue(""))
                    .filter(text -> text.startsWith("{"))
                    .forEach(text -> add(recorded, Json.read(text)));
        }
        Stage stage = new Stage(dialect);
        Everything.happens(stage, dialect);
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonNode frame : Stream.concat(stage.take("alice").stream(), stage.take("bob").stream())
                .toList()) {
            List<Set<String>> before = recorded.getOrDefault(kind(frame), List.of());
            if (!before.isEmpty()) {
                compared++;
                compare(kind(frame), before, members(frame), differences);
            }
        }

        assertThat(compared).isGreaterThan(50);
        assertThat(new TreeSet<>(differences)).isEmpty();
    }

    private static void compare(
            String kind, List<Set<String>> recorded, Set<String> members, List<String> differences) {
        Set<String> always = new TreeSet<>(recorded.get(0));
        Set<String> ever = new TreeSet<>();
        for (Set<String> one : recorded) {
            always.retainAll(one);
            ever.addAll(one);
        }
        always.stream()
                .filter(member -> !members.contains(member) && isExpected(member))
                .forEach(member -> differences.add(kind + " lacks " + member));
        members.stream()
                .filter(member -> !ever.contains(member) && isExpected(member))
                .forEach(member -> differences.add(kind + " has " + member));
    }

    private static boolean isExpected(String member) {
        // Members of 12.119.2 that 12.110.1 does not have.
        return !member.endsWith("/driveCapacityOverrideMb")
                && !member.endsWith("/autoSensitive")
                && NOT_RECORDED.stream().noneMatch(member::contains);
    }

    private static void add(Map<String, List<Set<String>>> recorded, JsonNode frame) {
        recorded.computeIfAbsent(kind(frame), kind -> new ArrayList<>()).add(members(frame));
    }

    private static String kind(JsonNode frame) {
        return frame.path("type").stringValue("") + " "
                + frame.at("/body/type").stringValue("") + " "
                + (frame.at("/body/body").has("createdAt")
                        ? frame.at("/body/body/type").stringValue("")
                        : "");
    }

    private static Set<String> members(JsonNode frame) {
        Set<String> members = new TreeSet<>();
        collect("", frame, members);
        return members;
    }

    private static void collect(String pointer, JsonNode node, Set<String> members) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.add(pointer + "/" + member.getKey());
            collect(pointer + "/" + member.getKey(), member.getValue(), members);
        }
    }
}
