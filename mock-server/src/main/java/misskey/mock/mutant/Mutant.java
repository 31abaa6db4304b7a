package misskey.mock.mutant;

import misskey.mock.stream.Mutation;

/**
 * A server with exactly one fault.
 *
 * @param id its name, e.g. {@code deaf-to-disconnect}
 * @param description what it does wrong, in one clause
 * @param kills the requirement that must fail
 * @param code under which it must fail
 * @param mutation the fault
 */
public record Mutant(String id, String description, String kills, String code, Mutation mutation) {
    @Override
    public String toString() {
        return id;
    }
}
