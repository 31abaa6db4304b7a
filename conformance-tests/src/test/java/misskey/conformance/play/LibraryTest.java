package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.probe.Patience;
import misskey.mock.MockServer;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.conversation.Finding;
import misskey.protocol.conversation.TranscriptJudge;
import misskey.scenario.Scenario;
import misskey.scenario.play.Broken;
import misskey.scenario.play.Diagnosis;
import misskey.scenario.play.Performance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file about what the document says and what real servers do passes in each dialect it holds in, both ways where it plays
 * both: on the unbroken mock, and with the kit's own client. Those about bugs and faults have tests of their own, with those who
 * do not pass.
 */
class LibraryTest {
    private static final Patience PATIENCE = Patience.embedded().times(5);
    private static final MockServer MOCK = MockServer.start();
    private static final UnderTest SERVER = new MockUnderTest(MOCK, PATIENCE);
    private static final UnderTest CLIENT = ClientUnderTest.own(MOCK, PATIENCE.event());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    static Stream<Arguments> toServers() {
        return performances(Direction.SERVER);
    }

    static Stream<Arguments> toClients() {
        return performances(Direction.CLIENT);
    }

    private static Stream<Arguments> performances(Direction side) {
        return Library.scenariosOf("documented", "dialects").stream()
                .filter(scenario -> scenario.judges(side))
                .flatMap(scenario -> Dialect.NAMES.stream()
                        .filter(scenario::holdsIn)
                        .map(dialect -> Arguments.of(scenario.file(), dialect, scenario)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("toServers")
    void unbrokenMockPasses(String file, String dialect, Scenario scenario) {
        assertPassed(SERVER.play(scenario, Dialect.named(dialect), 1, step -> {}));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("toClients")
    void ownClientPassesAndIsSentNothingWrong(String file, String dialect, Scenario scenario) {
        Performance played = CLIENT.play(scenario, Dialect.named(dialect), 1, step -> {});

        assertPassed(played);
        assertThat(describe(TranscriptJudge.judge(Dialect.named(dialect), played.lines()).findings().stream()
                        .filter(finding -> finding.by() == Direction.SERVER)
                        .toList()))
                .isEmpty();
    }

    private static void assertPassed(Performance played) {
        assertThat(played.ending())
                .as(() -> played.diagnosis().map(Diagnosis::text).orElse("no diagnosis"))
                .isEqualTo(Broken.Ending.PASSED);
        assertThat(played.evidence()).isNotEmpty();
        assertThat(describe(played.findings())).isEmpty();
    }

    private static String describe(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code() + ", line " + finding.line() + ": " + finding.message())
                .collect(Collectors.joining("\n"));
    }
}
