package misskey.conformance.cli;

import java.util.Collection;
import java.util.Set;
import misskey.protocol.Requirement;

/** Whether a requirement is judged by a case. */
enum Coverage {
    TESTED("tested"),
    UNTESTED("no case"),
    EXCLUDED("excluded");

    private final String label;

    Coverage(String label) {
        this.label = label;
    }

    /** What a requirement is, where {@code tested} are the ids that have a case. */
    static Coverage of(Requirement requirement, Set<String> tested) {
        if (!requirement.testable()) {
            return EXCLUDED;
        }
        return tested.contains(requirement.id()) ? TESTED : UNTESTED;
    }

    String label() {
        return label;
    }

    long count(Collection<Requirement> rows, Set<String> tested) {
        return rows.stream().filter(row -> of(row, tested) == this).count();
    }
}
