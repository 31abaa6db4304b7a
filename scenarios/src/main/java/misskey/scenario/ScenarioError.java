package misskey.scenario;

/** A mistake in a scenario file; the message begins with {@code file:line:column}. */
public final class ScenarioError extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioError(Location at, String message) {
        super(at + ": " + message);
    }

    ScenarioError(String message) {
        super(message);
    }
}
