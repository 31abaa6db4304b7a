package misskey.scenario;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import misskey.protocol.Json;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML document as JSON, and where each of its values stands. Refuses what could be read otherwise than
 * it looks: anchors, aliases, tags, a key twice, and values that YAML and JSON write differently.
 */
final class LocatedYaml implements Located {
    private static final int DEEPEST = 64;

    private final String file;
    private final Iterator<Event> events;
    private final Map<JsonPointer, Location> places = new HashMap<>();
    private final JsonNode root;

    private final String what;

    private LocatedYaml(SourceText source, String what) throws ScenarioError {
        this.what = what;
        file = source.file();
        try {
            // The parser fails where an emoji lies across the end of its buffer: it gets one that holds the whole text.
            LoadSettings settings = LoadSettings.builder()
                    .setBufferSize(source.text().length() + 1)
                    .build();
            events = new Parse(settings).parseString(source.text()).iterator();
            root = document();
        } catch (MarkedYamlEngineException broken) {
            throw new ScenarioError(here(broken.getProblemMark()), "not YAML: " + problem(broken));
        } catch (YamlEngineException broken) {
            throw new ScenarioError(here(Optional.empty()), "not YAML: " + broken.getMessage());
        }
        if (root.isNull()) {
            throw new ScenarioError(here(Optional.empty()), "the file is empty; expected " + what);
        }
    }

    static LocatedYaml read(SourceText source) throws ScenarioError {
        return read(source, "a scenario");
    }

    /** @param what what is expected in it, e.g. {@code a scenario} */
    static LocatedYaml read(SourceText source, String what) throws ScenarioError {
        return new LocatedYaml(source, what);
    }

    @Override
    public JsonNode root() {
        return root;
    }

    @Override
    public Location at(JsonPointer pointer) {
        JsonPointer place = pointer;
        while (!places.containsKey(place) && !place.equals(JsonPointer.empty())) {
            place = place.head();
        }
        return places.getOrDefault(place, here(Optional.empty()));
    }

    private JsonNode document() throws ScenarioError {
        JsonNode document = NullNode.getInstance();
        int documents = 0;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                documents++;
                if (documents > 1) {
                    throw new ScenarioError(here(event), "a second document; expected " + what + " and nothing else");
                }
                document = value(events.next(), JsonPointer.empty(), 0);
            }
        }
        return document;
    }

    private JsonNode value(Event event, JsonPointer pointer, int depth) throws ScenarioError {
        refuseReferences(event);
        if (depth > DEEPEST) {
            throw new ScenarioError(here(event), "nested deeper than " + DEEPEST + " levels");
        }
        places.putIfAbsent(pointer, here(event));
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return event.getEventId() == Event.ID.MappingStart ? object(pointer, depth) : list(pointer, depth);
    }

    private ObjectNode object(JsonPointer pointer, int depth) throws ScenarioError {
        ObjectNode object = Json.object();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            refuseReferences(key);
            if (!(key instanceof ScalarEvent name)) {
                throw new ScenarioError(here(key), "a key is a text; found a list or an object");
            }
            JsonPointer child = pointer.appendProperty(name.getValue());
            if (object.has(name.getValue())) {
                int first = at(child).line();
                throw new ScenarioError(
                        here(key), "the key \"" + name.getValue() + "\" is there twice, first in line " + first);
            }
            places.put(child, here(key));
            object.set(name.getValue(), value(events.next(), child, depth + 1));
        }
        return object;
    }

    private ArrayNode list(JsonPointer pointer, int depth) throws ScenarioError {
        ArrayNode list = Json.array();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            list.add(value(item, pointer.appendIndex(list.size()), depth + 1));
        }
        return list;
    }

    private JsonNode scalar(ScalarEvent scalar) throws ScenarioError {
        if (!scalar.isPlain()) {
            return PlainScalar.text(scalar.getValue());
        }
        Optional<JsonNode> value = PlainScalar.read(scalar.getValue());
        if (value.isEmpty()) {
            throw new ScenarioError(
                    here(scalar),
                    scalar.getValue() + " can be read in two ways: write it as JSON does, or in quotes for a text");
        }
        return value.get();
    }

    private void refuseReferences(Event event) throws ScenarioError {
        boolean anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
        if (anchored || event instanceof AliasEvent) {
            throw new ScenarioError(
                    here(event), "anchors and aliases are not part of the language; write the value out");
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
                || (event instanceof CollectionStartEvent collection
                        && collection.getTag().isPresent());
        if (tagged) {
            throw new ScenarioError(
                    here(event), "tags are not part of the language; write a text in quotes and a number without");
        }
    }

    private Location here(Event event) {
        return here(event.getStartMark());
    }

    private Location here(Optional<Mark> mark) {
        return mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(new Location(file, 1, 1));
    }

    private static String problem(MarkedYamlEngineException broken) {
        String problem = broken.getProblem();
        if (problem.contains("(TAB)")) {
            return "a tab where YAML wants spaces; indent with spaces";
        }
        String context = broken.getContext() == null ? "" : ", " + broken.getContext();
        return problem.replaceAll("\\. \\(Do not use .*", "") + context;
    }
}
