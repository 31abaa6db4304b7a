package misskey.mock.play;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import misskey.mock.session.SessionAddress;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;
import misskey.scenario.play.Player;

/**
 * Plays a scenario's server side to a client. Frames go out as written; a bound account or note alone is the
 * whole entity of the world. Used by one thread, once.
 */
public final class ServerPlayer {
    private final MockStage stage;
    private final Player player;

    /**
     * Takes over a session, which must have the scenario's accounts and no connection yet.
     *
     * @param subjects gives a client for each account of the scenario that opens a connection; without it,
     *     somebody has to work the client by hand
     * @param patience how long to wait for whatever the client must do
     * @param seed what the values are made from that the scenario does not write out
     * @param onStep is told of each step as it begins
     */
    public ServerPlayer(
            Scenario scenario,
            SessionAddress address,
            Optional<Supplier<Subject>> subjects,
            Duration patience,
            long seed,
            Consumer<Step> onStep) {
        this.stage = new MockStage(address, subjects, patience);
        this.player = new Player(scenario, stage, seed, onStep);
    }

    /** Plays every step and says what it came to. */
    public Performance play() {
        try (stage) {
            return player.play();
        }
    }
}
