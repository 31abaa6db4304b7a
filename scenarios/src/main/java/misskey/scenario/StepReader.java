package misskey.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.protocol.Json;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the steps of one scenario that fits the schema, in order: each makes something known to those after it. */
final class StepReader {
    static final List<String> KINDS = Language.choices("step");

    private static final Map<String, Function<StepReader, Reading>> READINGS = readings();

    private final Known known;
    private final Mistakes mistakes;
    private final HandshakeSteps handshakes;
    private final ConnectionSteps connections;
    private final DeedSteps deeds;
    private final NestedSteps nested;

    StepReader(Known known, Mistakes mistakes) {
        this.known = known;
        this.mistakes = mistakes;
        this.handshakes = new HandshakeSteps(known);
        this.connections = new ConnectionSteps(known);
        this.deeds = new DeedSteps(known);
        this.nested = new NestedSteps(known, this);
    }

    /** Reads a step of one kind: its content, what it is about, and the content's place. */
    private interface Reading {
        Step read(JsonNode content, Place place, JsonPointer inside) throws ScenarioError;
    }

    private static Map<String, Function<StepReader, Reading>> readings() {
        Map<String, Function<StepReader, Reading>> readings = new LinkedHashMap<>();
        readings.put("open", reader -> reader.handshakes::open);
        readings.put("refused", reader -> reader.handshakes::refused);
        readings.put("attempts", reader -> reader.handshakes::attempts);
        for (Direction side : Direction.values()) {
            readings.put(
                    side.label(),
                    reader -> (frame, place, inside) -> reader.connections.message(side, frame, place, inside));
        }
        readings.put("reply", reader -> reader.connections::reply);
        readings.put("close", reader -> reader.connections::close);
        readings.put("fault", reader -> reader.connections::fault);
        readings.put("checkpoint", reader -> reader.connections::checkpoint);
        readings.put("do", reader -> reader.deeds::act);
        readings.put("app", reader -> reader.deeds::app);
        readings.put("seen", reader -> reader.deeds::seen);
        readings.put("call", reader -> reader.deeds::call);
        readings.put("never", reader -> reader.nested::never);
        readings.put("repeat", reader -> reader.nested::repeat);
        readings.put("anyOrder", reader -> (list, place, inside) -> reader.nested.group(false, list, place, inside));
        readings.put("inOrder", reader -> (list, place, inside) -> reader.nested.group(true, list, place, inside));
        readings.put("wait", reader -> (time, place, inside) -> new Step.Wait(place, Times.read(Json.text(time))));
        return readings;
    }

    /** The kinds of steps it reads, but for those that are short for others. */
    static Set<String> kinds() {
        return READINGS.keySet();
    }

    List<Step> steps(JsonNode list, JsonPointer place) throws ScenarioError {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonPointer pointer = place.appendIndex(i);
            try {
                boolean isShort = ShortForms.isShort(list.get(i));
                for (JsonNode step : ShortForms.writtenOut(list.get(i))) {
                    if (!isShort || known.roles().hasUseFor(Known.chosen(step, KINDS))) {
                        steps.add(step(step, pointer));
                    }
                }
            } catch (ScenarioError mistake) {
                mistakes.add(mistake);
                known.assume(list.get(i));
            }
        }
        return List.copyOf(steps);
    }

    /** Steps of a step; throws where one of them has a mistake. */
    List<Step> nested(JsonNode list, JsonPointer place) throws ScenarioError {
        int before = mistakes.count();
        List<Step> steps = steps(list, place);
        mistakes.failSince(before);
        return steps;
    }

    private Step step(JsonNode step, JsonPointer pointer) throws ScenarioError {
        String kind = Known.chosen(step, KINDS);
        known.roles().check(known.at(pointer), kind);
        Place place = new Place(
                known.at(pointer),
                step.path("on").stringValueOpt(),
                Known.number(step, "nth"),
                step.path("within").stringValueOpt().map(Times::read),
                covered(step, pointer));
        Reading reading = Optional.ofNullable(READINGS.get(kind)).orElseThrow().apply(this);
        return reading.read(step.path(kind), place, pointer.appendProperty(kind));
    }

    /** One id, or several, each of which the file has to cover. */
    private List<String> covered(JsonNode step, JsonPointer pointer) throws ScenarioError {
        List<String> ids = new ArrayList<>();
        List<String> all = new ArrayList<>();
        known.root().path("covers").forEach(id -> all.add(id.stringValue("")));
        JsonNode written = step.path("covers");
        for (JsonNode id : written.isString() ? List.of(written) : written) {
            if (!all.contains(id.stringValue(""))) {
                throw new ScenarioError(
                        known.at(pointer.appendProperty("covers")),
                        "\"" + id.stringValue("") + "\" is not among what the file covers"
                                + DidYouMean.suffix(id.stringValue(""), all)
                                + "; a step decides about requirements that stand under \"covers\" at the top of the file");
            }
            ids.add(id.stringValue(""));
        }
        return List.copyOf(ids);
    }
}
