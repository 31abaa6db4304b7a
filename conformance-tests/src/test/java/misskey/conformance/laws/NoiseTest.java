package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.Policy;
import misskey.conformance.verdict.RequirementResult;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the network, the machine, the order and the number of cases at a time do changes no verdict. */
class NoiseTest {
    static final List<String> DIALECTS = Sample.of(1, Dialect.NAMES);
    private static final Map<String, Way.Kind> WAYS = Map.of(
            "late by up to 300 ms", Way.late(300), "in slices", Way.sliced(7), "several at once", Way.together(20));
    private static final int SOME = 40;
    private static final int CASES_AT_A_TIME = 16;
    private static final int SPINNING = 2 * Runtime.getRuntime().availableProcessors();
    private static final double PATIENT = 3;

    static Stream<Arguments> ways() {
        return DIALECTS.stream().flatMap(dialect -> WAYS.keySet().stream().map(way -> Arguments.of(dialect, way)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void unbrokenMockPassesWhateverTheNetworkDoes(String dialect, String way) {
        Set<String> asked = asked(dialect);
        try (Far target = new Far(near(dialect, 1), WAYS.get(way))) {
            assertAllPass(
                    Again.untilMeasured(open -> ServerSuite.run(
                            target,
                            Policy.defaults(),
                            id -> asked.contains(id) && open.test(id),
                            CASES_AT_A_TIME,
                            result -> {})),
                    asked);
        }
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void nothingFailsBesideOtherWork(String dialect) {
        Set<String> asked = asked(dialect);
        ExecutorService work = Executors.newFixedThreadPool(SPINNING);
        try (EmbeddedTarget target = near(dialect, 1)) {
            for (int i = 0; i < SPINNING; i++) {
                work.execute(NoiseTest::spin);
            }
            assertThat(ServerSuite.run(target, Policy.defaults(), asked::contains, CASES_AT_A_TIME, result -> {})
                            .requirements())
                    .filteredOn(result -> result.outcome() != Outcome.PASS
                            && result.outcome() != Outcome.INCONCLUSIVE
                            && !isBlockedByLag(result))
                    .extracting(NoiseTest::told)
                    .isEmpty();
        } finally {
            work.shutdownNow();
        }
    }

    private static boolean isBlockedByLag(RequirementResult result) {
        return result.outcome() == Outcome.UNTESTABLE
                && result.verdict().message().contains("lag");
    }

    private static void spin() {
        Random random = new Random(1);
        while (!Thread.currentThread().isInterrupted()) {
            random.nextGaussian();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32})
    void howManyCasesRunAtATimeChangesNothing(int atATime) {
        for (String dialect : DIALECTS) {
            Set<String> asked = asked(dialect);
            try (EmbeddedTarget target = near(dialect, 1_000L + atATime)) {
                assertAllPass(
                        Again.untilMeasured(open -> ServerSuite.run(
                                target,
                                Policy.defaults(),
                                id -> asked.contains(id) && open.test(id),
                                atATime,
                                result -> {})),
                        asked);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 70})
    void orderChangesNothing(long seed) {
        for (String dialect : DIALECTS) {
            List<String> order = new ArrayList<>(asked(dialect));
            Collections.shuffle(order, new Random(seed));
            try (EmbeddedTarget target = near(dialect, seed)) {
                for (String id : order) {
                    assertAllPass(
                            Again.untilMeasured(
                                    open -> ServerSuite.run(target, Policy.defaults(), id::equals, 1, result -> {})),
                            Set.of(id));
                }
            }
        }
    }

    private static Set<String> asked(String dialect) {
        return Set.copyOf(Sample.of(SOME, List.copyOf(ServerSuite.requirements(Dialect.named(dialect)))));
    }

    private static EmbeddedTarget near(String dialect, long seed) {
        return new EmbeddedTarget(
                SessionSettings.defaults().withDialect(Dialect.named(dialect)).withSeed(seed),
                Patience.embedded().times(PATIENT));
    }

    private static void assertAllPass(List<RequirementResult> results, Set<String> asked) {
        assertThat(results)
                .filteredOn(result -> result.outcome() != Outcome.PASS)
                .extracting(NoiseTest::told)
                .isEmpty();
        assertThat(results).extracting(result -> result.requirement().id()).containsAll(asked);
    }

    private static String told(RequirementResult result) {
        return result.outcome() + " " + result.requirement().id() + ": "
                + result.verdict().message() + result.seenBroken();
    }
}
