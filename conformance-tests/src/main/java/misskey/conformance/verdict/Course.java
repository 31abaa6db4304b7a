package misskey.conformance.verdict;

import java.util.List;
import java.util.Optional;
import misskey.scenario.Scenario;

/**
 * What a case did besides what its transcript shows: what it needs for somebody to do the same again.
 *
 * @param scenario the scenario that was played, where the case is one
 * @param expectations what was awaited, in order, and what the case failed by; empty for a scenario
 * @param unsayable what it did that no transcript line and no scenario can say; empty where there is no such thing
 */
public record Course(Optional<Scenario> scenario, List<Expectation> expectations, Optional<String> unsayable) {
    public Course {
        expectations = List.copyOf(expectations);
    }

    /** That of a case that never came to do anything. */
    public static Course none() {
        return new Course(Optional.empty(), List.of(), Optional.empty());
    }

    /** That of a scenario: its file says all. */
    public static Course of(Scenario scenario) {
        return new Course(Optional.of(scenario), List.of(), Optional.empty());
    }
}
