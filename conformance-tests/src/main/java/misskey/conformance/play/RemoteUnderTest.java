package misskey.conformance.play;

import java.util.function.Consumer;
import misskey.conformance.probe.Probe;
import misskey.conformance.probe.Target;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;

/** A server somewhere, which has the accounts that its target has tokens for. Scenarios are played to it one after another. */
public final class RemoteUnderTest implements UnderTest {
    private final Target target;

    /** Stays open when a scenario is over. */
    public RemoteUnderTest(Target target) {
        this.target = target;
    }

    @Override
    public Direction side() {
        return Direction.SERVER;
    }

    @Override
    public String describe() {
        return target.describe();
    }

    @Override
    public synchronized Performance play(Scenario scenario, Dialect dialect, long seed, Consumer<Step> onStep) {
        return new ClientPlayer(scenario, new Probe(target), seed, onStep).play();
    }
}
