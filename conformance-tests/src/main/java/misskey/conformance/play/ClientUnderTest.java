package misskey.conformance.play;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import misskey.conformance.reference.ReferenceClient;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.play.Subject;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Performance;

/** A client that takes commands: each account of a scenario gets one, and each scenario a session of the mock. */
public final class ClientUnderTest implements UnderTest {
    private final String name;
    private final MockServer mock;
    private final Function<Dialect, Subject> subjects;
    private final Duration patience;
    private final boolean keepsTheMocksTime;

    /** The kit's own client: it goes by the mock's clock, so that waiting costs no time. The mock stays open. */
    public static ClientUnderTest own(MockServer mock, Duration patience) {
        return new ClientUnderTest(
                "the kit's own client", mock, spoken -> new ReferenceClient(spoken, patience), patience, true);
    }

    /**
     * @param name what it is, for people
     * @param mock stays open
     * @param subjects makes a client that speaks a dialect; called from any thread
     * @param patience how long to wait for whatever the client must do
     */
    public ClientUnderTest(String name, MockServer mock, Function<Dialect, Subject> subjects, Duration patience) {
        this(name, mock, subjects, patience, false);
    }

    private ClientUnderTest(
            String name,
            MockServer mock,
            Function<Dialect, Subject> subjects,
            Duration patience,
            boolean keepsTheMocksTime) {
        this.name = name;
        this.mock = mock;
        this.subjects = subjects;
        this.patience = patience;
        this.keepsTheMocksTime = keepsTheMocksTime;
    }

    @Override
    public Direction side() {
        return Direction.CLIENT;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public Performance play(Scenario scenario, Dialect dialect, long seed, Consumer<Step> onStep) {
        SessionSettings settings = SessionSettings.of(scenario, dialect);
        boolean virtual = keepsTheMocksTime && scenario.waits();
        try (MockSession session = mock.session(virtual ? settings.withVirtualTime() : settings)) {
            return new ServerPlayer(
                            scenario, session, Optional.of(() -> subjects.apply(dialect)), patience, seed, onStep)
                    .play();
        }
    }
}
