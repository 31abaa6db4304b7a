package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import misskey.conformance.server.ServerSuite;
import misskey.conformance.verdict.Outcome;
import misskey.conformance.verdict.RequirementResult;
import misskey.mock.mutant.OddServer;
import misskey.mock.mutant.OddServers;
import misskey.mock.session.SessionSettings;
import misskey.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is odd and correct passes everything that the straight one passes. */
class BenignTest {
    private static final int SAMPLE = 4;
    /** Odd servers are slow, some of them on purpose; what is right comes in time all the same. */
    private static final double PATIENT = 3;

    /** An odd server in one dialect. */
    private record Odd(Dialect dialect, OddServer server) {
        List<RequirementResult> judged() {
            SessionSettings settings =
                    SessionSettings.defaults().withDialect(dialect).withMutation(server.mutation());
            return Again.untilMeasured(asked -> Square.run(settings, asked, PATIENT));
        }

        @Override
        public String toString() {
            return server + " in " + dialect.name();
        }
    }

    static List<Odd> odd() {
        return Sample.of(SAMPLE, all());
    }

    private static List<Odd> all() {
        return Dialect.NAMES.stream()
                .map(Dialect::named)
                .flatMap(dialect -> OddServers.all(dialect).stream().map(server -> new Odd(dialect, server)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void oddServerThatIsCorrectPassesEverything(Odd odd) {
        List<RequirementResult> results = odd.judged();

        assertThat(results)
                .filteredOn(result -> result.outcome() != Outcome.PASS)
                .extracting(result -> result.outcome() + " "
                        + result.requirement().id() + ": " + result.verdict().message() + result.seenBroken())
                .isEmpty();
        assertThat(results)
                .extracting(result -> result.requirement().id())
                .containsExactlyInAnyOrderElementsOf(ServerSuite.requirements(odd.dialect()));
    }

    @Test
    void everyOddServerHasANameOfItsOwnAndSaysWhatIsOdd() {
        List<OddServer> servers = OddServers.all(Dialect.named("documented"));

        assertThat(servers).extracting(OddServer::id).doesNotHaveDuplicates();
        assertThat(servers).extracting(OddServer::description).doesNotHaveDuplicates();
    }
}
