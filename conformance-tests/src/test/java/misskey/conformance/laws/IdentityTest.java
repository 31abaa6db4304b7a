package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.mock.session.SessionSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unbroken mock passes everything, whatever the seed. */
class IdentityTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 40_000})
    void unbrokenMockPassesEverything(long seed) {
        try (EmbeddedTarget target = new EmbeddedTarget(
                SessionSettings.defaults().withSeed(seed), Patience.embedded().times(3))) {
            RunResult run = ServerSuite.run(target, Policy.defaults(), id -> true, 16, result -> {});

            assertThat(run.requirements())
                    .hasSameSizeAs(ServerSuite.requirements())
                    .filteredOn(result -> result.outcome() != Outcome.PASS)
                    .extracting(result ->
                            result.requirement().id() + ": " + result.verdict().message() + result.seenBroken())
                    .isEmpty();
            assertThat(run.requirements())
                    .extracting(RequirementResult::verdict)
                    .allMatch(verdict -> !verdict.evidence().isEmpty());
            assertThat(Gate.exitCode(run)).isEqualTo(Gate.MET);
        }
    }
}
