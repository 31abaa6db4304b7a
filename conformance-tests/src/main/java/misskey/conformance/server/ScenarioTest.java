package misskey.conformance.server;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** The requirements that a scenario of the library decides about. */
final class ScenarioTest {
    @TestTemplate
    @ExtendWith(ScenarioExtension.class)
    void scenarioHolds(ScenarioRun scenario) {
        scenario.judge();
    }
}
