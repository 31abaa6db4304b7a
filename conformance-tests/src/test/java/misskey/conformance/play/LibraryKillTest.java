package misskey.conformance.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.conformance.probe.EmbeddedTarget;
import misskey.conformance.probe.Patience;
import misskey.conformance.probe.Probe;
import misskey.mock.MockServer;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.play.Broken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that cover a requirement fail on a server that breaks it: one of them at least, and for no fault of the kit. */
class LibraryKillTest {
    private static final Dialect DOCUMENTED = Dialect.named("documented");
    private static final MockServer MOCK = MockServer.start();

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    /**
     * Errors are compared by their code, a disconnect was answered before its absence begins, and no file on what a connect
     * names looks at main.
     */
    private static final Set<String> NOT_SEEN =
            Set.of("leaves-ids-out-of-errors", "answers-disconnects", "takes-main-for-home");

    static List<Mutant> mutants() {
        Set<String> covered = Library.scenarios().stream()
                .filter(scenario -> scenario.judges(Direction.SERVER) && scenario.holdsIn(DOCUMENTED.name()))
                .flatMap(scenario -> scenario.covers().stream())
                .collect(Collectors.toSet());
        return Mutants.all(DOCUMENTED).stream()
                .filter(mutant -> covered.contains(mutant.kills()) && !NOT_SEEN.contains(mutant.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutantIsKilled(Mutant mutant) {
        Map<Broken.Ending, List<String>> files = Library.scenarios().stream()
                .filter(scenario -> scenario.covers().contains(mutant.kills()))
                .filter(scenario -> scenario.judges(Direction.SERVER) && scenario.holdsIn(DOCUMENTED.name()))
                .collect(Collectors.groupingBy(
                        scenario -> ending(scenario, mutant), Collectors.mapping(Scenario::file, Collectors.toList())));

        assertThat(files).containsKey(Broken.Ending.BROKEN);
        assertThat(files.keySet()).isSubsetOf(Broken.Ending.BROKEN, Broken.Ending.PASSED);
    }

    private static Broken.Ending ending(Scenario scenario, Mutant mutant) {
        SessionSettings settings = SessionSettings.defaults()
                .withMutation(mutant.mutation())
                .withAccounts(scenario.cast().users());
        try (EmbeddedTarget target = new EmbeddedTarget(
                MOCK, scenario.virtualTime() ? settings.withVirtualTime() : settings, Patience.embedded())) {
            return new ClientPlayer(scenario, new Probe(target), 1, step -> {})
                    .play()
                    .ending();
        }
    }
}
