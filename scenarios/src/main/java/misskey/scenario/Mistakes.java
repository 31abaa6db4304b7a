package misskey.scenario;

import java.util.ArrayList;
import java.util.List;

/** What becomes of the mistakes of a file: a reader stops at the first, a check goes on and tells them all. */
final class Mistakes {
    private final boolean goesOn;
    private final List<ScenarioError> found = new ArrayList<>();

    private Mistakes(boolean goesOn) {
        this.goesOn = goesOn;
    }

    /** The first one is thrown. */
    static Mistakes stopping() {
        return new Mistakes(false);
    }

    /** All are kept. */
    static Mistakes kept() {
        return new Mistakes(true);
    }

    void add(ScenarioError mistake) throws ScenarioError {
        if (!goesOn) {
            throw mistake;
        }
        if (!(mistake instanceof Told)) {
            found.add(mistake);
        }
    }

    int count() {
        return found.size();
    }

    List<ScenarioError> all() {
        return List.copyOf(found);
    }

    /** Throws where there were more than so many: what has a mistake inside cannot be made. */
    void failSince(int before) throws ScenarioError {
        if (found.size() > before) {
            throw new Told();
        }
    }

    /** There is a mistake, and it is told already. */
    private static final class Told extends ScenarioError {
        private static final long serialVersionUID = 1L;

        Told() {
            super("a mistake that is told already");
        }
    }
}
