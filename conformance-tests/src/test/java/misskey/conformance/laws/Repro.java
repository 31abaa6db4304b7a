package misskey.conformance.laws;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import misskey.conformance.play.MockUnderTest;
import misskey.conformance.probe.Patience;
import misskey.conformance.reproduce.Reproduction;
import misskey.conformance.reproduce.Reproductions;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.mock.MockServer;
import misskey.mock.mutant.Mutant;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.scenario.Lint;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;

/** What one mutant's failure came to when it was to be shown again. */
record Repro(Mutant mutant, Dialect dialect, Kind kind, String detail, String text) {
    enum Kind {
        /** The suite did not fail it under the requirement: there is nothing to show. */
        NOT_FAILED,
        /** No scenario can show it, and the report says why. */
        UNSAYABLE,
        /** The file has a mistake. */
        NOT_CLEAN,
        /** The file passes on the mutant. */
        NOT_SHOWN,
        /** The file does not pass on the unbroken mock. */
        FLAGS_THE_GOOD,
        HOLDS
    }

    private static final Patience PATIENCE = Patience.embedded().times(0.25);

    /** Runs the suite against the mutant, makes the file, and plays it to the mutant and to the unbroken mock. */
    static Repro of(Dialect dialect, Mutant mutant, MockServer mock, Set<String> endpoints) {
        Optional<Reproduction> made = made(dialect, mutant);
        if (made.isEmpty()) {
            return new Repro(mutant, dialect, Kind.NOT_FAILED, "", "");
        }
        if (made.get().text().isEmpty()) {
            return new Repro(mutant, dialect, Kind.UNSAYABLE, made.get().why(), "");
        }
        String text = made.get().text().get();
        List<ScenarioError> mistakes = Lint.check("reproduction.yaml", text, endpoints);
        if (!mistakes.isEmpty()) {
            return new Repro(mutant, dialect, Kind.NOT_CLEAN, mistakes.toString(), text);
        }
        Performance bad = play(text, dialect, new MockUnderTest(mock, PATIENCE, broken(mutant)));
        if (bad.ending() != Broken.Ending.BROKEN) {
            return new Repro(mutant, dialect, Kind.NOT_SHOWN, bad.ending() + " " + text(bad), text);
        }
        Performance good = play(text, dialect, new MockUnderTest(mock, Patience.embedded()));
        if (!good.passed()) {
            return new Repro(mutant, dialect, Kind.FLAGS_THE_GOOD, good.ending() + " " + text(good), text);
        }
        return new Repro(mutant, dialect, Kind.HOLDS, bad.code().orElse(""), text);
    }

    /** How much of the suite is run: some mutants are seen under other cases only. */
    private enum Width {
        BRIEFLY(false, 0.25),
        PATIENTLY(false, 1),
        WHOLE(true, 1);

        private final boolean whole;
        private final double patience;

        Width(boolean whole, double patience) {
            this.whole = whole;
            this.patience = patience;
        }
    }

    private static UnaryOperator<SessionSettings> broken(Mutant mutant) {
        return settings -> settings.withMutation(mutant.mutation());
    }

    private static Optional<Reproduction> made(Dialect dialect, Mutant mutant) {
        for (Width width : Width.values()) {
            RunResult run = Square.run(
                    SessionSettings.defaults().withDialect(dialect).withMutation(mutant.mutation()),
                    id -> id.equals(mutant.kills()) || width.whole,
                    width.patience);
            boolean failed = run.requirements().stream()
                    .filter(result -> result.outcome() == Outcome.FAIL)
                    .map(RequirementResult::requirement)
                    .anyMatch(requirement -> requirement.id().equals(mutant.kills()));
            if (failed) {
                return Reproductions.of(run, "1.0").of(mutant.kills());
            }
        }
        return Optional.empty();
    }

    private static Performance play(String text, Dialect dialect, MockUnderTest server) {
        try {
            Scenario scenario = ScenarioReader.parse("reproduction.yaml", text);
            return server.play(scenario, dialect, 1, step -> {});
        } catch (ScenarioError broken) {
            throw new IllegalStateException("lint found nothing wrong with it", broken);
        }
    }

    private static String text(Performance performance) {
        return performance.diagnosis().map(Diagnosis::text).orElse("");
    }
}
