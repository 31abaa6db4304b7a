package misskey.conformance.play;

import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.play.Performance;

/**
 * A scenario that was played.
 *
 * @param to the side it was played to, and judges
 * @param micros how long it took
 */
public record PlayedScenario(Scenario scenario, Direction to, Performance performance, long micros) {}
