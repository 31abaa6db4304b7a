package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RunResult;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;

/** The whole suite against every mutant: a case that no fault turns red judges nothing. */
class KillTest {
    @Test
    void everyCaseIsTurnedRedByAMutant() {
        Set<String> alive = new TreeSet<>(ServerSuite.requirements(Dialect.named("documented")));
        for (Mutant mutant : Mutants.all(Dialect.named("documented"))) {
            SessionSettings settings = SessionSettings.defaults().withMutation(mutant.mutation());
            try (EmbeddedTarget target =
                    new EmbeddedTarget(settings, Patience.embedded().times(0.5))) {
                RunResult run = ServerSuite.run(target, Policy.defaults(), id -> true, 16, result -> {});
                run.requirements().stream()
                        .filter(result -> result.outcome() == Outcome.FAIL)
                        .forEach(result -> alive.remove(result.requirement().id()));
                assertThat(run.requirements()).as(mutant.id()).noneMatch(result -> result.outcome() == Outcome.ERROR);
            }
        }

        assertThat(alive).isEmpty();
    }
}
