package misskey.scenario;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A document, and where each of its values stands. */
interface Located {
    JsonNode root();

    /** Where the key or list item at this pointer stands, or the nearest value around it. */
    Location at(JsonPointer pointer);
}
