package misskey.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.stream.Mutation;
import misskey.mock.stream.Seams;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry of mutants: whatever a dialect requires of servers, one is wrong about. */
class MutantsTest {
    static final List<String> DIALECTS = Dialect.NAMES;

    /** What a judge of conversations finds about servers. */
    private static final Set<String> CODES = Set.of(
            "BINARY_FRAME",
            "CONNECTED_OUT_OF_ORDER",
            "CONNECTED_TWICE",
            "CONNECTED_UNASKED",
            "CONNECTED_WITHOUT_ACCOUNT",
            "EVENT_AFTER_DISCONNECT",
            "EVENT_AFTER_UNSUB",
            "EVENT_BEFORE_CONNECTED",
            "EVENT_FOR_UNKNOWN_ID",
            "EVENT_WITHOUT_ACCOUNT",
            "NOT_A_FRAME",
            "NOT_JSON",
            "PING_UNANSWERED",
            "SCHEMA",
            "SECOND_RESPONSE",
            "TOLD_TWICE",
            "UNASKED_RESPONSE",
            "UPDATE_WITHOUT_CAPTURE");

    static List<Dialect> releases() {
        return Stream.concat(Dialect.NAMES.stream(), Stream.of("misskey-12@12.119.2", "misskey-2025@13.14.2"))
                .map(Dialect::named)
                .toList();
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void everyRequirementHasAMutantOrSaysWhyItHasNone(String name) {
        Dialect dialect = Dialect.named(name);
        Set<String> killed = Mutants.all(dialect).stream().map(Mutant::kills).collect(Collectors.toSet());
        Set<String> unkillable = Mutants.unkillable(dialect).keySet();
        Set<String> required = required(name);

        Set<String> spoken = new TreeSet<>(killed);
        spoken.addAll(unkillable);
        assertThat(spoken).isEqualTo(required);
        assertThat(unkillable).doesNotContainAnyElementsOf(killed);
        assertThat(unkillable).hasSizeLessThanOrEqualTo(required.size() / 25);
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void noTwoMutantsHaveOneName(String name) {
        assertThat(Mutants.all(Dialect.named(name)).stream().map(Mutant::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void everyFindingAboutServersHasAMutant(String name) {
        Set<String> expected = new HashSet<>(CODES);
        if (name.equals("misskey-2025")) {
            expected.removeAll(Set.of("SECOND_RESPONSE", "UNASKED_RESPONSE")); // it has no requests over the stream
        }

        assertThat(Mutants.all(Dialect.named(name)).stream().map(Mutant::code)).containsAll(expected);
    }

    /** A mutant of a dialect is one of its releases too: what it changes is there. */
    @ParameterizedTest
    @MethodSource("releases")
    void everyMutantCanServe(Dialect dialect) {
        for (Mutant mutant : Mutants.all(dialect)) {
            Dialect served = Seams.with(mutant.mutation()).data().serve(dialect);

            boolean changes = !mutant.mutation().anew().data().isEmpty();
            assertThat(served == dialect).as(mutant.id()).isEqualTo(!changes);
        }
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void everyMutantHasExactlyOneFault(String name) {
        for (Mutant mutant : Mutants.all(Dialect.named(name))) {
            assertThat(seams(mutant.mutation().anew())).as(mutant.id()).isEqualTo(1);
        }
    }

    private static long seams(Mutation mutation) {
        return Stream.of(
                        mutation.data(),
                        mutation.handshake(),
                        mutation.inbound(),
                        mutation.registry(),
                        mutation.routing(),
                        mutation.outbound(),
                        mutation.calls(),
                        mutation.heartbeat(),
                        mutation.closing())
                .filter(seam -> seam.isPresent())
                .count();
    }

    private static Set<String> required(String dialect) {
        List<String> required = new ArrayList<>();
        for (Requirement row : Requirements.all().list()) {
            if (row.testable()
                    && row.binds().binds(Direction.SERVER)
                    && row.in(dialect).applies()) {
                required.add(row.id());
            }
        }
        assertThat(required).hasSizeGreaterThan(200);
        return new TreeSet<>(required);
    }
}
