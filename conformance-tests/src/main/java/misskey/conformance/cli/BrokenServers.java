package misskey.conformance.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.mock.mutant.BugMutants;
import misskey.mock.mutant.Mutant;
import misskey.mock.mutant.Mutants;
import misskey.mock.mutant.OddServer;
import misskey.mock.mutant.OddServers;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;
import misskey.protocol.DidYouMean;

/** The servers with one fault, and the odd but correct ones, as users name them. */
final class BrokenServers {
    private BrokenServers() {}

    /** Those of a dialect, by area of what they break. */
    static List<Mutant> of(Dialect dialect) {
        Map<String, Mutant> byId = Stream.concat(
                        Mutants.all(dialect).stream(),
                        BugMutants.all().stream()
                                .filter(mutant -> mutant.dialects().contains(dialect.name())))
                .collect(Collectors.toMap(Mutant::id, Function.identity(), (one, same) -> one));
        return byId.values().stream()
                .sorted((one, other) -> (one.kills() + " " + one.id()).compareTo(other.kills() + " " + other.id()))
                .toList();
    }

    /** What is wrong, or odd, with the one of this name; a usage error where the dialect has none. */
    static Mutation named(String id, Dialect dialect) throws CannotRun {
        Map<String, Mutation> known = of(dialect).stream().collect(Collectors.toMap(Mutant::id, Mutant::mutation));
        OddServers.all(dialect).forEach(odd -> known.put(odd.id(), odd.mutation()));
        Mutation found = known.get(id);
        if (found != null) {
            return found;
        }
        String elsewhere = Dialect.NAMES.stream()
                .filter(other -> of(Dialect.named(other)).stream()
                        .anyMatch(mutant -> mutant.id().equals(id)))
                .collect(Collectors.joining(", "));
        throw CannotRun.usage("--mutant: " + dialect.fullName() + " has no mutant \"" + id + "\""
                + (elsewhere.isEmpty() ? DidYouMean.suffix(id, known.keySet()) : "; it is one of " + elsewhere)
                + " (misskey-kit list --mutants --dialect " + dialect.fullName() + " lists them)");
    }

    /** The odd but correct ones. */
    static List<OddServer> odd(Dialect dialect) {
        return OddServers.all(dialect);
    }
}
