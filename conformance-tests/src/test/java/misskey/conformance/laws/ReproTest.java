package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.conformance.laws.Repro.Kind;
import misskey.mock.MockServer;
import misskey.mock.MockSession;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import misskey.protocol.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of reproduction: the file that is made of a failure fails on the mutant that caused it, and passes on the unbroken
 * mock. A sample; all of them where the environment says {@code MISSKEY_KIT_DEEP=1}.
 */
class ReproTest {
    private static final int SAMPLE = 8;
    private static final long SEED = 20_261_127;

    private static final MockServer MOCK = MockServer.start();
    private static final Set<String> ENDPOINTS = new TreeSet<>();

    /** A mutant in a dialect. */
    record Broken(Dialect dialect, Mutant mutant) {
        @Override
        public String toString() {
            return dialect.name() + " " + mutant.id();
        }
    }

    @BeforeAll
    static void askForEndpoints() {
        try (MockSession session = MOCK.session(SessionSettings.defaults())) {
            session.session()
                    .call(Optional.empty(), "endpoints", Json.object())
                    .body()
                    .forEach(name -> ENDPOINTS.add(name.stringValue()));
        }
    }

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    static List<Broken> broken() {
        List<Broken> all = new ArrayList<>();
        for (String name : Dialect.NAMES) {
            Dialect dialect = Dialect.named(name);
            Mutants.all(dialect).forEach(mutant -> all.add(new Broken(dialect, mutant)));
        }
        Collections.shuffle(all, new Random(SEED));
        return "1".equals(System.getenv("MISSKEY_KIT_DEEP")) ? all : all.subList(0, SAMPLE);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void fileFailsOnWhatCausedItAndPassesOnTheUnbrokenMock(Broken one) {
        Repro seen = Repro.of(one.dialect(), one.mutant(), MOCK, ENDPOINTS);

        assertThat(seen.kind())
                .as(seen.detail() + System.lineSeparator() + seen.text())
                .isIn(Kind.HOLDS, Kind.UNSAYABLE, Kind.NOT_FAILED);
        assertThat(seen.detail().isBlank()).isEqualTo(seen.kind() == Kind.NOT_FAILED);
    }

    static Stream<Broken> ofEveryKind() {
        Dialect dialect = Dialect.named("documented");
        List<String> kinds = List.of(
                "deaf-to-disconnect",
                "forgets-captures",
                "leaves-wrong-tokens-hanging",
                "has-no-stream",
                "pongs-emptily",
                "tells-twice",
                "empties-notes");
        return Mutants.all(dialect).stream()
                .filter(mutant -> kinds.contains(mutant.id()))
                .map(mutant -> new Broken(dialect, mutant));
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void whatIsMissingForbiddenCountedRefusedUnansweredOrLooksWrongHasAFile(Broken one) {
        assertThat(Repro.of(one.dialect(), one.mutant(), MOCK, ENDPOINTS).kind())
                .isEqualTo(Kind.HOLDS);
    }
}
