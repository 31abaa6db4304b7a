package misskey.conformance.probe;

import java.util.List;
import misskey.scenario.Scenario;

/**
 * What a case needs of the place where it happens.
 *
 * @param accounts the accounts it speaks of; empty for those that every target has
 * @param virtualTime whether time has to be let pass; where a server's cannot be, the case waits
 */
public record Needs(List<String> accounts, boolean virtualTime) {
    /** Nothing but the usual accounts. */
    public static Needs usual() {
        return new Needs(List.of(), false);
    }

    /** What a scenario needs. */
    public static Needs of(Scenario scenario) {
        return new Needs(scenario.cast().users(), scenario.virtualTime());
    }
}
