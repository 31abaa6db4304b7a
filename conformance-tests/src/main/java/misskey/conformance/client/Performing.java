package misskey.conformance.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import misskey.conformance.adapter.AdapterSubject;
import misskey.conformance.adapter.Adapters;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.ScenarioResult;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.play.Subject;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Level;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import misskey.protocol.conversation.Drifts;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.Scenario;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;

/** One scenario being played to a client. Used by one thread, once. */
final class Performing {
    private final NamedScenario named;
    private final Adapters adapters;
    private final Duration patience;
    private final long seed;
    private final List<AdapterSubject> started = new CopyOnWriteArrayList<>();
    private final long began = System.nanoTime();

    Performing(NamedScenario named, Adapters adapters, Duration patience, long seed) {
        this.named = named;
        this.adapters = adapters;
        this.patience = patience;
        this.seed = seed;
    }

    /** Plays it in a session of its own, and says what it came to; what goes wrong in the kit is an outcome too. */
    ScenarioResult in(MockServer mock, Dialect dialect) {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(dialect)
                .withSeed(seed)
                .withAccounts(named.scenario().cast().users());
        try (MockSession session =
                mock.session(named.scenario().virtualTime() ? settings.withVirtualTime() : settings)) {
            ServerPlayer player =
                    new ServerPlayer(named.scenario(), session, Optional.of(this::subject), patience, seed, step -> {});
            return result(player.play(), dialect);
        } catch (RuntimeException bug) {
            return result(bug, dialect);
        }
    }

    private Subject subject() {
        try {
            AdapterSubject subject = adapters.start();
            started.add(subject);
            return subject;
        } catch (IOException missing) {
            throw new Subject.Failure(
                    Subject.Failure.Kind.ADAPTER_MISTAKE, "the adapter cannot be started: " + missing.getMessage());
        }
    }

    private ScenarioResult result(Performance played, Dialect dialect) {
        return new ScenarioResult(
                named.name(),
                named.scenario().title(),
                named.scenario().covers(),
                level(named.scenario(), dialect),
                Outcome.of(played.ending()),
                played.diagnosis().map(Diagnosis::brief).orElse(""),
                played.evidence(),
                played.diagnosis(),
                played.findings(),
                TranscriptJudge.judge(dialect, played.lines()).drifts(),
                played.lines(),
                spoken(),
                micros());
    }

    private ScenarioResult result(RuntimeException bug, Dialect dialect) {
        return new ScenarioResult(
                named.name(),
                named.scenario().title(),
                named.scenario().covers(),
                level(named.scenario(), dialect),
                Outcome.ERROR,
                "the kit itself is at fault; please report this: " + bug,
                List.of(),
                Optional.empty(),
                List.of(),
                Drifts.none(),
                List.of(),
                spoken(),
                micros());
    }

    private List<ScenarioResult.Adapter> spoken() {
        return started.stream()
                .map(subject -> new ScenarioResult.Adapter(subject.lastWords(), subject.log()))
                .toList();
    }

    private long micros() {
        return (System.nanoTime() - began) / 1_000;
    }

    /** That of the strongest requirement which binds a client; where none of them does, of the strongest. */
    private static Level level(Scenario scenario, Dialect dialect) {
        List<Requirement> covered = scenario.covers().stream()
                .map(Requirements.all()::get)
                .filter(requirement -> requirement.in(dialect.name()).applies())
                .toList();
        return strongest(
                        covered.stream()
                                .filter(each -> each.binds().binds(Direction.CLIENT))
                                .toList(),
                        dialect)
                .or(() -> strongest(covered, dialect))
                .orElse(Level.INFO);
    }

    private static Optional<Level> strongest(List<Requirement> requirements, Dialect dialect) {
        return requirements.stream()
                .map(requirement -> requirement.in(dialect.name()).level())
                .min(Level::compareTo);
    }
}
