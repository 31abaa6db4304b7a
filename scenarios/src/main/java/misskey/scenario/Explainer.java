package misskey.scenario;

import java.util.List;

/** Placeholder. */
public final class Explainer {
    private Explainer() {}

    public static List<String> explain(Scenario scenario) {
        return List.of(scenario.title());
    }
}
