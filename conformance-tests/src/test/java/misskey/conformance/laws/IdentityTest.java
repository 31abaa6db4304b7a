package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Gate;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.conformance.verdict.RunResult;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The unbroken mock passes everything, in each dialect and whatever the seed. */
class IdentityTest {
    static Stream<Arguments> dialectsAndSeeds() {
        return Dialect.NAMES.stream().flatMap(dialect -> seeds().map(seed -> Arguments.of(dialect, seed)));
    }

    /** Fifty where {@link Deep} says so. */
    private static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed * 7 + 5).limit(Deep.asked() ? 50 : 1);
    }

    @ParameterizedTest
    @MethodSource("dialectsAndSeeds")
    void unbrokenMockPassesEverything(String dialect, long seed) {
        SessionSettings settings =
                SessionSettings.defaults().withDialect(Dialect.named(dialect)).withSeed(seed);
        try (EmbeddedTarget target =
                new EmbeddedTarget(settings, Patience.embedded().times(3))) {
            RunResult run = ServerSuite.run(target, Policy.defaults(), id -> true, 16, result -> {});

            assertThat(run.requirements())
                    .filteredOn(result -> result.outcome() != Outcome.PASS)
                    .extracting(result ->
                            result.requirement().id() + ": " + result.verdict().message() + result.seenBroken())
                    .isEmpty();
            assertThat(run.requirements())
                    .extracting(result -> result.requirement().id())
                    .containsExactlyInAnyOrderElementsOf(ServerSuite.requirements(target.dialect()));
            assertThat(run.requirements())
                    .extracting(RequirementResult::verdict)
                    .allMatch(verdict -> !verdict.evidence().isEmpty());
            assertThat(Gate.exitCode(run)).isEqualTo(Gate.MET);
        }
    }
}
