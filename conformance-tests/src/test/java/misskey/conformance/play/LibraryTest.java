package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.conformance.reference.ReferenceClient;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.play.ServerPlayer;
import misskey.mock.session.SessionSettings;
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

/** Every file of the library passes in each dialect it holds in: on the unbroken mock, and with the kit's own client. */
class LibraryTest {
    private static final Patience PATIENCE = Patience.embedded().times(5);
    private static final MockServer MOCK = MockServer.start();

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
        return Library.scenarios().stream()
                .filter(scenario -> scenario.judges(side))
                .flatMap(scenario -> Dialect.NAMES.stream()
                        .filter(scenario::holdsIn)
                        .map(dialect -> Arguments.of(scenario.file(), dialect, scenario)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("toServers")
    void unbrokenMockPasses(String file, String dialect, Scenario scenario) {
        try (EmbeddedTarget target = new EmbeddedTarget(MOCK, settings(scenario, dialect), PATIENCE)) {
            Performance played = new ClientPlayer(scenario, new Probe(target), 1, step -> {}).play();

            assertPassed(played);
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("toClients")
    void ownClientPassesAndIsSentNothingWrongButOnPurpose(String file, String dialect, Scenario scenario) {
        SessionSettings settings = settings(scenario, dialect);
        Duration patience = PATIENCE.event();
        try (MockSession session = MOCK.session(settings)) {
            Performance played = new ServerPlayer(
                            scenario,
                            session,
                            Optional.of(() -> new ReferenceClient(settings.dialect(), patience)),
                            patience,
                            1,
                            step -> {})
                    .play();

            assertPassed(played);
            if (!isAboutWhatIsWrong(file)) {
                assertThat(describe(TranscriptJudge.judge(settings.dialect(), played.lines()).findings().stream()
                                .filter(finding -> finding.by() == Direction.SERVER)
                                .toList()))
                        .isEmpty();
            }
        }
    }

    private static SessionSettings settings(Scenario scenario, String dialect) {
        SessionSettings settings = SessionSettings.defaults()
                .withDialect(Dialect.named(dialect))
                .withAccounts(scenario.cast().users());
        return scenario.virtualTime() ? settings.withVirtualTime() : settings;
    }

    private static void assertPassed(Performance played) {
        assertThat(played.ending())
                .as(() -> played.diagnosis().map(Diagnosis::brief).orElse("no diagnosis"))
                .isEqualTo(Broken.Ending.PASSED);
        assertThat(played.evidence()).isNotEmpty();
        assertThat(describe(played.findings())).isEmpty();
    }

    private static String describe(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code() + ", line " + finding.line() + ": " + finding.message())
                .collect(Collectors.joining("\n"));
    }

    /** The files of these folders send what no server should. */
    private static boolean isAboutWhatIsWrong(String file) {
        return file.contains("/faults/") || file.contains("/bugs/");
    }
}
