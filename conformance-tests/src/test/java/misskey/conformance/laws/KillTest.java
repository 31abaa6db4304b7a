package misskey.conformance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import misskey.conformance.server.ServerSuite;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.protocol.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws kill, reason and precision: each broken server dies of what it declares, under the code it declares, and of nothing
 * that it does not declare. A sample of the mutants meets its own requirement, and some of these the whole suite; where {@link Deep} says so all of
 * them meet both.
 */
class KillTest {
    static final List<String> DIALECTS = Dialect.NAMES;
    private static final int MANY = 60;
    /** The whole suite takes a second or two for each. */
    private static final int FEW = 5;

    private static final long SEED = 20;

    static Stream<Arguments> mutants() {
        return chosen(MANY);
    }

    static Stream<Arguments> few() {
        return chosen(FEW);
    }

    private static Stream<Arguments> chosen(int most) {
        return DIALECTS.stream()
                .flatMap(name -> chosen(name, most)
                        .filter(mutant -> isJudged(Dialect.named(name), mutant))
                        .map(mutant -> Arguments.of(name, mutant)));
    }

    /** Some of a dialect's mutants, the same each time; all of them where {@link Deep} says so. */
    private static Stream<Mutant> chosen(String dialect, int most) {
        List<Mutant> all = Mutants.all(Dialect.named(dialect));
        return Deep.asked()
                ? all.stream()
                : new Random(SEED).ints(0, all.size()).distinct().limit(most).mapToObj(all::get);
    }

    /** What no case judges yet is no mutant's to die of. */
    private static boolean isJudged(Dialect dialect, Mutant mutant) {
        return ServerSuite.requirements(dialect).contains(mutant.kills());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mutants")
    void mutantDiesOfWhatItDeclaresAndForItsReason(String dialect, Mutant mutant) {
        Square.Seen seen = Square.judge(Dialect.named(dialect), mutant, id -> false);

        assertThat(seen.killed())
                .as(() -> mutant.kills() + " came to " + seen.declared())
                .isTrue();
        assertThat(seen.codes()).contains(mutant.code());
        assertThat(seen.undeclared()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("few")
    void mutantFailsNothingThatItDoesNotDeclare(String dialect, Mutant mutant) {
        assertThat(Square.judge(Dialect.named(dialect), mutant, id -> true).undeclared())
                .isEmpty();
    }

    /** With every mutant dead, which the first of these laws shows, nothing that is judged is left unkilled. */
    @ParameterizedTest
    @FieldSource("DIALECTS")
    void everyCaseHasAMutantOrSaysWhyItHasNone(String name) {
        Dialect dialect = Dialect.named(name);
        Set<String> alive = new TreeSet<>(ServerSuite.requirements(dialect));
        Set<String> killed = new HashSet<>(Mutants.unkillable(dialect).keySet());
        Mutants.all(dialect).forEach(mutant -> killed.add(mutant.kills()));
        alive.removeAll(killed);

        assertThat(alive).isEmpty();
    }
}
