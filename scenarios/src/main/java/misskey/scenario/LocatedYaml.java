package misskey.scenario;

import java.util.HashMap;
import java.util.Map;
import misskey.protocol.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML document as JSON, and where each of its values stands. Anchors and aliases are refused. */
final class LocatedYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final Map<String, Location> places = new HashMap<>();
    private final JsonNode root;

    private LocatedYaml(String file, String text) throws ScenarioError {
        this.file = file;
        try (JsonParser parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ScenarioError(new Location(file, 1, 1), "the file is empty; expected a scenario");
            }
            root = value(parser, "");
            if (parser.nextToken() != null) {
                throw new ScenarioError(here(parser), "a second document; expected one scenario in one file");
            }
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            throw new ScenarioError(
                    at == null ? new Location(file, 1, 1) : new Location(file, at.getLineNr(), at.getColumnNr()),
                    "not YAML: " + firstLine(broken.getOriginalMessage()));
        }
    }

    static LocatedYaml read(String file, String text) throws ScenarioError {
        return new LocatedYaml(file, text);
    }

    JsonNode root() {
        return root;
    }

    /** Where the value at this pointer stands, or the nearest value around it. */
    Location at(String pointer) {
        String place = pointer;
        while (!places.containsKey(place) && place.contains("/")) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return places.getOrDefault(place, new Location(file, 1, 1));
    }

    private JsonNode value(JsonParser parser, String pointer) throws ScenarioError {
        if ((parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) || parser.getObjectId() != null) {
            throw new ScenarioError(
                    here(parser), "anchors and aliases are not part of the language; write the value out");
        }
        places.putIfAbsent(pointer, here(parser));
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = Json.object();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String child = pointer + "/" + name;
                places.put(child, here(parser));
                parser.nextToken();
                object.set(name, value(parser, child));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = Json.array();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser, pointer + "/" + array.size()));
            }
            return array;
        }
        return YAML.readTree(parser);
    }

    private Location here(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Location(file, at.getLineNr(), at.getColumnNr());
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
