package misskey.protocol.published;

import tools.jackson.databind.JsonNode;

/**
 * A valid frame, to show what one looks like.
 *
 * @param name a word for it, such as the name of its file
 * @param description a sentence about it
 */
public record Example(String name, String description, JsonNode frame) {}
