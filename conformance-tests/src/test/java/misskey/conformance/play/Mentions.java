package misskey.conformance.play;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import misskey.protocol.Dialect;
import misskey.protocol.Dialect.FrameType;
import misskey.protocol.Dialect.Meaning;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.scenario.Scenario;
import misskey.scenario.Step;
import tools.jackson.databind.JsonNode;

/**
 * What the frames of scenarios are, as {@code client TYPE}, {@code server TYPE}, {@code CHANNEL: EVENT} and {@code noteUpdated:
 * KIND}.
 */
final class Mentions {
    private final Dialect dialect;
    private final Set<String> mentioned = new TreeSet<>();

    Mentions(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Everything that a dialect has. */
    static Set<String> possible(Dialect dialect) {
        Set<String> all = new TreeSet<>();
        for (Direction side : Direction.values()) {
            dialect.frameTypes(side).forEach(type -> all.add(frame(side, type)));
        }
        dialect.channels()
                .forEach(channel -> channel.events().keySet().forEach(event -> all.add(channel.name() + ": " + event)));
        dialect.noteUpdates().forEach(kind -> all.add("noteUpdated: " + kind.name()));
        return all;
    }

    Set<String> mentioned() {
        return mentioned;
    }

    /** Takes in what must come or is sent; what must not come is no example of it. */
    void take(Scenario scenario) {
        take(scenario.steps(), new HashMap<>());
    }

    private void take(List<Step> steps, Map<String, String> channels) {
        for (Step step : steps) {
            if (step instanceof Step.Message message) {
                take(message, channels);
            } else if (step instanceof Step.Reply) {
                dialect.frameTypes(Direction.SERVER).stream()
                        .filter(type -> type.means() == Meaning.RESPONSE)
                        .forEach(type -> mentioned.add(frame(Direction.SERVER, type)));
            } else if (step instanceof Step.Never never) {
                take(never.until(), channels);
            } else if (step instanceof Step.Repeat repeat) {
                take(repeat.steps(), channels);
            } else if (step instanceof Step.Group group) {
                take(group.steps(), channels);
            }
        }
    }

    private void take(Step.Message message, Map<String, String> channels) {
        JsonNode body = message.frame().path("body");
        dialect.frameType(message.from(), message.frame().path("type").stringValue(""))
                .ifPresent(type -> {
                    mentioned.add(frame(message.from(), type));
                    if (type.means() == Meaning.CONNECT) {
                        channels.put(id(body), body.path("channel").stringValue(""));
                    } else if (type.means() == Meaning.EVENT) {
                        mentioned.add(channels.get(id(body)) + ": "
                                + body.path("type").stringValue(""));
                    } else if (type.means() == Meaning.NOTE_UPDATE) {
                        mentioned.add("noteUpdated: " + body.path("type").stringValue(""));
                    }
                });
    }

    /** A name given to an id, and a reference to it, are the same. */
    private static String id(JsonNode body) {
        JsonNode bound = body.path("id").path("$bind");
        return bound.isString() ? "${" + bound.stringValue() + "}" : Json.text(body.path("id"));
    }

    private static String frame(Direction side, FrameType type) {
        return side.label() + " " + type.name();
    }
}
