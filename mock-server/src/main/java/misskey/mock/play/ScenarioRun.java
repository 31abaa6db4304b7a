package misskey.mock.play;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import misskey.mock.session.SessionAddress;
import misskey.mock.stream.Journal;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;

/**
 * A scenario that is played to whoever connects to a session, on a thread of its own, until it ends or is closed. Without
 * an adapter: somebody works the client. Thread-safe.
 */
public final class ScenarioRun implements AutoCloseable {
    private static final long MILLIS_TO_END = 5_000;
    private static final long SEED = 1;

    private final Scenario scenario;
    private final SessionAddress address;
    private final Duration patience;
    private final Thread thread;
    private volatile Standing standing;

    /** How far a scenario is. */
    public enum State {
        /** For a client, at the first step. */
        WAITING,
        PLAYING,
        PASSED,
        /** The client did something else. */
        BROKEN,
        /** Nobody can see what the client tells, or the scenario cannot be played. */
        UNTESTABLE;

        /** The word users read. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static State of(Broken.Ending ending) {
            return switch (ending) {
                case PASSED -> PASSED;
                case BROKEN -> BROKEN;
                case UNTESTABLE, NOT_APPLICABLE, MISTAKEN -> UNTESTABLE;
            };
        }
    }

    /**
     * How it stands.
     *
     * @param step where the step stands that it is at, or ended at: {@code FILE:LINE:COLUMN}
     * @param message for people, without tokens; empty unless it has ended otherwise than well
     * @param details what went wrong at length, a line each, without tokens
     * @param lines the journal lines that show that it passed
     */
    public record Standing(State state, String step, String message, List<String> details, List<Integer> lines) {
        private static Standing under(State state, Step step) {
            return new Standing(state, step.at().toString(), "", List.of(), List.of());
        }
    }

    private ScenarioRun(Scenario scenario, SessionAddress address, Duration patience) {
        this.scenario = scenario;
        this.address = address;
        this.patience = patience;
        this.standing = Standing.under(State.WAITING, scenario.steps().get(0));
        ServerPlayer player = new ServerPlayer(scenario, address, Optional.empty(), patience, SEED, this::begun);
        this.thread = new Thread(
                () -> play(player),
                "misskey-mock scenario of " + address.streamUrl().getPort());
        thread.setDaemon(true);
    }

    /**
     * Takes over a session, which must have the scenario's accounts and no connection yet.
     *
     * @param patience how long to wait for whatever the client must do
     */
    public static ScenarioRun start(Scenario scenario, SessionAddress address, Duration patience) {
        ScenarioRun run = new ScenarioRun(scenario, address, patience);
        run.thread.start();
        return run;
    }

    public Scenario scenario() {
        return scenario;
    }

    public Standing standing() {
        return standing;
    }

    /** Waits so long for its end. */
    public void awaitEnd(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            thread.join(time.toMillis());
        }
    }

    /** Ends it, lets the session begin anew and starts it again. */
    public ScenarioRun again() {
        close();
        address.session().reset();
        return start(scenario, address, patience);
    }

    private void begun(Step step) {
        State state = scenario.steps().get(0).equals(step) ? State.WAITING : State.PLAYING;
        standing = Standing.under(state, step);
    }

    private void play(ServerPlayer player) {
        try {
            Performance played = player.play();
            end(
                    State.of(played.ending()),
                    played.diagnosis().map(Diagnosis::brief).orElse(""),
                    played.diagnosis().map(ScenarioRun::details).orElse(List.of()),
                    played.evidence());
        } catch (IllegalArgumentException cannotBegin) {
            end(State.UNTESTABLE, String.valueOf(cannotBegin.getMessage()), List.of(), List.of());
        } catch (RuntimeException bug) {
            address.session().journal().failed("-", bug);
            end(State.UNTESTABLE, "the mock has failed: " + bug, List.of(), List.of());
        }
    }

    private static List<String> details(Diagnosis diagnosis) {
        return diagnosis.lines().stream()
                .map(parts -> parts.stream().map(Diagnosis.Part::text).collect(Collectors.joining()))
                .toList();
    }

    private void end(State state, String message, List<String> details, List<Integer> lines) {
        Journal journal = address.session().journal();
        standing = new Standing(
                state,
                standing.step,
                journal.redacted(message),
                details.stream().map(journal::redacted).toList(),
                List.copyOf(lines));
    }

    /** Stops playing and waits until it has. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(MILLIS_TO_END);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
