package misskey.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import misskey.scenario.Location;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MadeUpTest {
    private static JsonNode text(long seed, int line, int count) {
        return MadeUp.text(seed, new Location("f.yaml", line, 5), count);
    }

    @Test
    void sameSeedMakesTheSame() {
        assertThat(text(1, 7, 1)).isEqualTo(text(1, 7, 1)).isNotEqualTo(text(2, 7, 1));
    }

    @Test
    void noTwoValuesOfAScenarioAreTheSame() {
        Set<JsonNode> made = new HashSet<>();
        for (int count = 1; count <= 1_000; count++) {
            made.add(text(1, count % 10, count));
        }

        assertThat(made).hasSize(1_000);
    }
}
