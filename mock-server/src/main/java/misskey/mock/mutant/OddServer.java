package misskey.mock.mutant;

import misskey.mock.stream.Mutation;

/**
 * A server that does everything right, and something in a way of its own. Nothing that judges may ever find fault with it.
 *
 * @param id its name, e.g. {@code adds-members}
 * @param description what is odd about it, in one clause
 * @param mutation what is odd
 */
public record OddServer(String id, String description, Mutation mutation) {
    @Override
    public String toString() {
        return id;
    }
}
