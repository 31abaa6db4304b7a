package misskey.conformance.client;

import misskey.scenario.Scenario;

/**
 * A scenario and what it is called in a run.
 *
 * @param name the file without its ending, e.g. {@code documented/followed}
 */
public record NamedScenario(String name, Scenario scenario) {}
