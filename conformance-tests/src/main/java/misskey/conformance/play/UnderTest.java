package misskey.conformance.play;

import java.util.function.Consumer;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;

/** What a scenario is played to, and so judges: a server, or a client. Thread-safe. */
public interface UnderTest {
    /** Which of the two it is. */
    Direction side();

    /** What it is, for people; no token in it. */
    String describe();

    /**
     * Plays every step and says what it came to.
     *
     * @param seed what the values are made from that the scenario does not write out
     * @param onStep is told of each step as it begins
     */
    Performance play(Scenario scenario, Dialect dialect, long seed, Consumer<Step> onStep);
}
