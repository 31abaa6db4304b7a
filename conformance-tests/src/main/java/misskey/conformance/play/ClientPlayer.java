package misskey.conformance.play;

import java.util.function.Consumer;
import misskey.conformance.probe.Probe;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;
import misskey.scenario.play.Player;

/** Plays a scenario's client side to a server, and so judges the server. Used by one thread, once. */
public final class ClientPlayer {
    private final ProbeStage stage;
    private final Player player;

    /**
     * @param probe is closed when the scenario is over
     * @param seed what the values are made from that the scenario does not write out
     * @param onStep is told of each step as it begins
     */
    public ClientPlayer(Scenario scenario, Probe probe, long seed, Consumer<Step> onStep) {
        this.stage = new ProbeStage(probe);
        this.player = new Player(scenario, stage, seed, onStep);
    }

    /** Plays every step and says what it came to. */
    public Performance play() {
        try (stage) {
            return player.play();
        }
    }
}
