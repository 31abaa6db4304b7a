package misskey.conformance.reproduce;

import java.util.List;
import java.util.Optional;
import misskey.scenario.Scenario;

/**
 * What shows a failure again.
 *
 * @param requirement the id of the requirement that failed
 * @param text the scenario file; empty where no scenario can show it
 * @param accounts those of its world; empty where there is no scenario
 * @param why why none can; empty where there is one
 */
public record Reproduction(String requirement, Optional<String> text, List<String> accounts, String why) {
    public Reproduction {
        accounts = List.copyOf(accounts);
    }

    static Reproduction of(String requirement, Scenario scenario) {
        return new Reproduction(
                requirement, Optional.of(scenario.text()), scenario.cast().users(), "");
    }

    static Reproduction none(String requirement, String why) {
        return new Reproduction(requirement, Optional.empty(), List.of(), why);
    }

    /** The file in the folder of the reports, with slashes; empty where there is none. */
    public Optional<String> file() {
        return text.map(scenario -> "reproduce/" + requirement + ".yaml");
    }
}
