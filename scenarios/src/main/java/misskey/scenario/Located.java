package misskey.scenario;

import java.nio.file.Path;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A document, and where each of its values stands. */
public interface Located {
    /** The document as JSON. */
    JsonNode root();

    /** Where the key or list item at this pointer stands, or the nearest value around it. */
    Location at(JsonPointer pointer);

    /**
     * Reads a YAML file of any kind, by the rules that scenario files are read by: no anchors, aliases or tags, no key twice, and
     * nothing that YAML and JSON read differently.
     *
     * @param what what is expected in it, e.g. {@code a scenario}
     * @throws ScenarioError where it cannot be read; the message begins with {@code file:line:column}
     */
    static Located read(Path file, String what) throws ScenarioError {
        return LocatedYaml.read(ScenarioReader.source(file), what);
    }
}
