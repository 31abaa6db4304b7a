package misskey.scenario;

import static misskey.scenario.Yaml.json;
import static misskey.scenario.Yaml.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NearMissTest {
    private static Optional<NearMiss> among(String pattern, String... frames) {
        List<JsonNode> arrived = Stream.of(frames).map(Yaml::json).toList();
        return NearMiss.among(arrived, pattern(pattern), new Bindings());
    }

    @Test
    void frameWithTheFewestDifferencesIsTheNearest() {
        assertThat(among(
                                "{type: a, body: {id: 1, x: 2}}",
                                "{type: b, body: {id: 1, x: 3}}",
                                "{type: a, body: {id: 1, x: 3}}",
                                "{type: c}")
                        .map(NearMiss::frame))
                .contains(json("{type: a, body: {id: 1, x: 3}}"));
    }

    @Test
    void ofEquallyNearFramesTheLatestIsTaken() {
        assertThat(among("{type: a}", "{type: b}", "{type: c}").map(NearMiss::frame))
                .contains(json("{type: c}"));
    }

    @Test
    void noFrameIsNoMiss() {
        assertThat(among("{type: a}")).isEmpty();
    }

    @Test
    void describesTheFrameAndEachDifference() {
        assertThat(among("{type: a, body: {id: 1}}", "{type: b, body: {}}")
                        .map(NearMiss::describe)
                        .map(text -> text.lines().toList()))
                .contains(List.of(
                        "nearest: {\"type\":\"b\",\"body\":{}}",
                        "  /type: expected \"a\", found \"b\"",
                        "  /body/id: expected 1, found nothing"));
    }

    @Test
    void callsTheWholeFrameByThatName() {
        assertThat(among("{type: a}", "[]")
                        .map(NearMiss::describe)
                        .map(text -> text.lines().toList()))
                .contains(List.of("nearest: []", "  the frame: expected an object, found []"));
    }
}
