package misskey.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import misskey.scenario.Scenario.Cast;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the steps of one scenario that fits the schema, and keeps track of which names are bound by then. */
final class StepReader {
    private static final String ANONYMOUS = "anonymous";
    private static final Map<String, Reading> READINGS = readings();

    private final LocatedYaml yaml;
    private final Cast cast;
    private final NameReader names;
    private final Set<String> channels = new HashSet<>();
    private final Set<String> calls = new HashSet<>();

    StepReader(LocatedYaml yaml, Cast cast) {
        this.yaml = yaml;
        this.cast = cast;
        this.names = new NameReader(yaml);
        cast.users().forEach(names::bind);
        cast.notes().keySet().forEach(names::bind);
    }

    /** Reads a step of one kind: its content, where the step stands, and the content's place. */
    private interface Reading {
        Step read(StepReader reader, JsonNode content, Location at, JsonPointer inside) throws ScenarioError;
    }

    private static Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("open", StepReader::open);
        readings.put("app", StepReader::app);
        readings.put("client", (reader, frame, at, inside) -> new Step.Client(at, reader.names.pattern(frame, inside)));
        readings.put("server", (reader, frame, at, inside) -> new Step.Server(at, reader.names.pattern(frame, inside)));
        readings.put("do", StepReader::act);
        readings.put("reply", StepReader::reply);
        readings.put("seen", StepReader::seen);
        readings.put("never", StepReader::never);
        return readings;
    }

    /** The kinds of steps it reads. */
    static Set<String> kinds() {
        return READINGS.keySet();
    }

    List<Step> steps(JsonNode list, JsonPointer place) throws ScenarioError {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonPointer step = place.appendIndex(i);
            String kind = chosen(list.get(i), step);
            Reading reading = Optional.ofNullable(READINGS.get(kind)).orElseThrow();
            steps.add(reading.read(this, list.get(i).path(kind), yaml.at(step), step.appendProperty(kind)));
        }
        return List.copyOf(steps);
    }

    /** The one key, of those the language wants one of, that the object at this place has. */
    private static String chosen(JsonNode object, JsonPointer place) {
        return Language.choicesAt(place).stream()
                .filter(object::has)
                .findFirst()
                .orElseThrow();
    }

    private Step open(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        String as = content.path("as").stringValue();
        if (as.equals(ANONYMOUS)) {
            return new Step.Open(at, Optional.empty());
        }
        checkUser(inside, as);
        return new Step.Open(at, Optional.of(as));
    }

    private Step app(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        String command = chosen(content, inside);
        names.value(content.path(command), inside.appendProperty(command));
        Optional<JsonNode> params = Optional.empty();
        for (String member : List.of("params", "with")) {
            if (content.has(member)) {
                params = Optional.of(names.value(content.path(member), inside.appendProperty(member)));
            }
        }
        Optional<String> as = content.path("as").stringValueOpt();
        as.ifPresent((command.equals("call") ? calls : channels)::add);
        return new Step.App(at, command, content.path(command), as, params);
    }

    private Step act(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        String as = content.path("as").stringValue();
        checkUser(inside, as);
        JsonNode with =
                content.has("with") ? names.value(content.path("with"), inside.appendProperty("with")) : Json.object();
        List<Step.Bind> binds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> bind : content.path("bind").properties()) {
            binds.add(new Step.Bind(bind.getKey(), bind.getValue().stringValue()));
            names.bind(bind.getKey());
        }
        return new Step.Do(at, as, content.path("call").stringValue(), with, List.copyOf(binds));
    }

    private Step reply(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        String which = chosen(content, inside);
        return new Step.Reply(
                at,
                names.value(content.path("to"), inside.appendProperty("to")),
                which.equals("error"),
                names.pattern(content.path(which), inside.appendProperty(which)));
    }

    private Step seen(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        checkNamed(content, inside, "channel", channels);
        checkNamed(content, inside, "response", calls);
        return new Step.Seen(at, names.pattern(content, inside));
    }

    private Step never(JsonNode content, Location at, JsonPointer inside) throws ScenarioError {
        String side = chosen(content, inside);
        JsonNode frame = names.condition(content.path(side), inside.appendProperty(side));
        JsonPointer place = inside.head().appendProperty("until");
        List<Step> until = steps(yaml.root().at(place), place);
        Step last = until.get(until.size() - 1);
        if (!last.by().equals(Optional.of(Direction.of(side)))) {
            throw new ScenarioError(
                    last.at(),
                    "\"until\" ends in something that the " + side
                            + " does, for its silence up to then to mean something; this step is not of that kind");
        }
        return new Step.Never(at, side.equals("server"), frame, until);
    }

    private void checkUser(JsonPointer inside, String name) throws ScenarioError {
        ScenarioReader.checkUser(yaml, inside.appendProperty("as"), name, cast.users());
    }

    private void checkNamed(JsonNode content, JsonPointer inside, String member, Set<String> known)
            throws ScenarioError {
        String name = content.path(member).stringValue("");
        if (content.has(member) && !known.contains(name)) {
            throw new ScenarioError(
                    yaml.at(inside.appendProperty(member)),
                    "no app step before this calls a " + member + " \"" + name + "\"" + DidYouMean.suffix(name, known));
        }
    }
}
