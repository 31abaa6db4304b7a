package misskey.scenario;

import java.util.Optional;

/** A mistake in a scenario file, or another YAML file that people write; the message begins with {@code file:line:column}. */
public class ScenarioError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Location> at;

    ScenarioError(Location at, String message) {
        super(at + ": " + message);
        this.at = Optional.of(at);
    }

    ScenarioError(String message) {
        super(message);
        this.at = Optional.empty();
    }

    /** Where it stands; empty where the whole file is the mistake. */
    public Optional<Location> at() {
        return at;
    }
}
