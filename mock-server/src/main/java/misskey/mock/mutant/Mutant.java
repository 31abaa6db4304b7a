package misskey.mock.mutant;

import java.util.List;
import misskey.mock.stream.Mutation;
import misskey.protocol.Dialect;

/**
 * A server with exactly one fault.
 *
 * @param id its name, e.g. {@code deaf-to-disconnect}
 * @param description what it does wrong, in one clause
 * @param kills the requirement that must fail
 * @param code under which it must fail
 * @param mutation the fault
 * @param dialects those in which it is a fault, by their names
 * @param also other requirements that the same fault breaks, and that may fail too
 */
public record Mutant(
        String id,
        String description,
        String kills,
        String code,
        Mutation mutation,
        List<String> dialects,
        List<String> also) {
    /** One that is a fault in every dialect that has the requirement. */
    Mutant(String id, String description, String kills, String code, Mutation mutation) {
        this(id, description, kills, code, mutation, Dialect.NAMES, List.of());
    }

    /** The same, where it is a fault in these dialects only. */
    Mutant only(String... names) {
        return new Mutant(id, description, kills, code, mutation, List.of(names), also);
    }

    /** The same, which may break these too. */
    Mutant with(List<String> others) {
        return new Mutant(id, description, kills, code, mutation, dialects, others);
    }

    @Override
    public String toString() {
        return id;
    }
}
