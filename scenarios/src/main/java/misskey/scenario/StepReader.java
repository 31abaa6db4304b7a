package misskey.scenario;

import java.time.Duration;
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
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the steps of one scenario that fits the schema, and keeps track of which names are bound and which
 * connections are open by then.
 */
final class StepReader {
    private static final Map<String, Reading> READINGS = readings();
    private static final List<String> KINDS = Language.choices("step");
    private static final List<String> COMMANDS = Language.choices("step", "app");
    private static final List<String> DATA = List.of("params", "with", "body");

    private final LocatedYaml yaml;
    private final Cast cast;
    private final Roles roles;
    private final NameReader names;
    private final OpenedConnections connections = new OpenedConnections();
    private final Set<String> channels = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private int repeated = 1;

    StepReader(LocatedYaml yaml, Cast cast, Roles roles) {
        this.yaml = yaml;
        this.cast = cast;
        this.roles = roles;
        this.names = new NameReader(yaml);
        cast.users().forEach(names::bind);
        cast.notes().keySet().forEach(names::bind);
    }

    /** Reads a step of one kind: its content, what it is about, and the content's place. */
    private interface Reading {
        Step read(StepReader reader, JsonNode content, Place place, JsonPointer inside) throws ScenarioError;
    }

    private static Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        readings.put("open", StepReader::open);
        readings.put("refused", StepReader::refused);
        readings.put("app", StepReader::app);
        for (Direction side : Direction.values()) {
            readings.put(side.label(), (reader, frame, place, inside) -> reader.message(side, frame, place, inside));
        }
        readings.put("do", StepReader::act);
        readings.put("reply", StepReader::reply);
        readings.put("call", StepReader::call);
        readings.put("attempts", StepReader::attempts);
        readings.put("seen", StepReader::seen);
        readings.put("never", StepReader::never);
        readings.put("close", StepReader::close);
        readings.put("fault", StepReader::fault);
        readings.put("wait", (reader, time, place, inside) -> new Step.Wait(place, Times.read(Json.text(time))));
        readings.put("repeat", StepReader::repeat);
        readings.put("anyOrder", (reader, list, place, inside) -> reader.group(false, list, place, inside));
        readings.put("inOrder", (reader, list, place, inside) -> reader.group(true, list, place, inside));
        readings.put("checkpoint", StepReader::checkpoint);
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
            String kind = chosen(list.get(i), KINDS);
            if (ShortForms.has(kind)) {
                for (JsonNode full : ShortForms.expand(kind, list.get(i))) {
                    if (roles.hasUseFor(chosen(full, KINDS))) {
                        steps.add(step(full, pointer));
                    }
                }
            } else {
                steps.add(step(list.get(i), pointer));
            }
        }
        return List.copyOf(steps);
    }

    private Step step(JsonNode step, JsonPointer pointer) throws ScenarioError {
        String kind = chosen(step, KINDS);
        roles.check(yaml.at(pointer), kind);
        Place place = new Place(
                yaml.at(pointer),
                step.path("on").stringValueOpt(),
                number(step, "nth"),
                step.path("within").stringValueOpt().map(Times::read));
        Reading reading = Optional.ofNullable(READINGS.get(kind)).orElseThrow();
        return reading.read(this, step.path(kind), place, pointer.appendProperty(kind));
    }

    /** The one key, of those the language wants one of, that the object has. */
    private static String chosen(JsonNode object, List<String> choices) {
        return choices.stream().filter(object::has).findFirst().orElseThrow();
    }

    private static Optional<Integer> number(JsonNode content, String member) {
        return content.has(member) ? Optional.of(content.path(member).intValue()) : Optional.empty();
    }

    private Step open(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        Party party = party(content, inside).with(token(content, inside));
        Optional<Integer> nth = number(content, "nth");
        connections.opened(party.name(), nth, yaml.at(inside.appendProperty("nth")), repeated);
        if (nth.filter(count -> count > 1).isPresent()) {
            roles.judges(Direction.CLIENT);
        }
        return new Step.Open(place, party, nth);
    }

    private Step refused(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        roles.judges(Direction.SERVER);
        for (String member : List.of("for", "times")) {
            if (content.has(member)) {
                roles.clientsOnly(yaml.at(inside.appendProperty(member)), "\"" + member + "\"");
            }
        }
        Optional<String> token = token(content, inside);
        Party party = token.isPresent() ? new Party(Optional.empty(), token) : party(content, inside);
        return new Step.Refused(
                place,
                party,
                number(content, "status"),
                content.has("silence"),
                content.path("for").stringValueOpt().map(Times::read),
                number(content, "times").orElse(1));
    }

    private Optional<String> token(JsonNode content, JsonPointer inside) throws ScenarioError {
        if (!content.has("token")) {
            return Optional.empty();
        }
        JsonPointer place = inside.appendProperty("token");
        roles.serversOnly(yaml.at(place), "\"token\"");
        return names.value(content.path("token"), place).stringValueOpt();
    }

    private Party party(JsonNode content, JsonPointer inside) throws ScenarioError {
        Party party = Party.named(content.path("as").stringValue(""));
        if (party.account().isPresent()) {
            checkUser(inside, party.name());
        }
        return party;
    }

    private Step app(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String command = chosen(content, COMMANDS);
        connections.check(place);
        names.value(content.path(command), inside.appendProperty(command));
        if (command.equals("disconnect") || command.equals("send")) {
            checkNamed(content, inside, command, "channel", channels);
        }
        Optional<JsonNode> params = Optional.empty();
        for (String member : DATA) {
            if (content.has(member)) {
                params = Optional.of(names.value(content.path(member), inside.appendProperty(member)));
            }
        }
        Optional<String> as =
                content.path(command.equals("send") ? "type" : "as").stringValueOpt();
        switch (command) {
            case "connect" -> as.ifPresent(channels::add);
            case "call" -> as.ifPresent(calls::add);
            default -> {}
        }
        return new Step.App(place, command, content.path(command), as, params);
    }

    private Step message(Direction from, JsonNode frame, Place place, JsonPointer inside) throws ScenarioError {
        connections.checkOpen(place);
        roles.judges(from);
        return new Step.Message(place, from, names.pattern(frame, inside));
    }

    private Step act(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String as = content.path("as").stringValue();
        checkUser(inside, as);
        JsonNode with =
                content.has("with") ? names.value(content.path("with"), inside.appendProperty("with")) : Json.object();
        List<Step.Bind> binds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> bind : content.path("bind").properties()) {
            binds.add(new Step.Bind(bind.getKey(), bind.getValue().stringValue()));
            names.bind(bind.getKey());
        }
        return new Step.Do(place, as, content.path("call").stringValue(), with, List.copyOf(binds));
    }

    private Step reply(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        connections.checkOpen(place);
        roles.judges(Direction.SERVER);
        String which = content.has("error") ? "error" : "result";
        return new Step.Reply(
                place,
                names.value(content.path("to"), inside.appendProperty("to")),
                which.equals("error"),
                names.pattern(content.path(which), inside.appendProperty(which)));
    }

    private Step call(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        roles.judges(Direction.CLIENT);
        Optional<Party> party = content.has("as") ? Optional.of(party(content, inside)) : Optional.empty();
        JsonNode with = content.has("with")
                ? names.pattern(content.path("with"), inside.appendProperty("with"))
                : Json.object();
        return new Step.Call(place, content.path("endpoint").stringValue(), party, with);
    }

    private Step attempts(JsonNode content, Place place, JsonPointer inside) {
        roles.judges(Direction.CLIENT);
        Duration window = Times.read(content.path("in").stringValue());
        return new Step.Attempts(
                place, window, number(content, "atMost"), number(content, "atLeast"), content.has("growing"));
    }

    private Step seen(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        connections.check(place);
        roles.judges(Direction.CLIENT);
        checkReport(content, inside);
        return new Step.Seen(place, (ObjectNode) names.pattern(content, inside));
    }

    private void checkReport(JsonNode content, JsonPointer inside) throws ScenarioError {
        checkNamed(content, inside, "channel", "channel", channels);
        checkNamed(content, inside, "response", "response", calls);
    }

    private Step never(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String connection = connections.check(place);
        boolean report = content.has("seen");
        Direction of = content.has(Direction.SERVER.label()) ? Direction.SERVER : Direction.CLIENT;
        String side = report ? "seen" : of.label();
        if (report) {
            roles.check(yaml.at(inside), side);
            checkReport(content.path(side), inside.appendProperty(side));
        }
        roles.judges(of);
        JsonNode pattern = names.condition(content.path(side), inside.appendProperty(side));
        JsonPointer untilPlace = inside.head().appendProperty("until");
        List<Step> until = steps(yaml.root().at(untilPlace), untilPlace);
        Step last = last(until, of);
        if (!last.by().equals(Optional.of(of))) {
            throw new ScenarioError(
                    last.at(),
                    "\"until\" ends in something that the " + of.label()
                            + " does, for its silence up to then to mean something; this step is not of that kind");
        }
        if (!connections.check(last.place()).equals(connection)) {
            throw new ScenarioError(
                    last.at(), "\"until\" ends on the connection that must be silent; this step is on another");
        }
        return new Step.Never(place, of, report, pattern, until);
    }

    /** The step that shows a side's doing last: what a client tells of an event of the server comes after that event. */
    private static Step last(List<Step> until, Direction of) {
        int last = until.size() - 1;
        while (of == Direction.SERVER && last > 0 && until.get(last) instanceof Step.Seen) {
            last--;
        }
        return until.get(last);
    }

    private Step close(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        connections.checkOpen(place);
        connections.ended(place);
        Direction from = Direction.of(content.path("by").stringValue());
        roles.judges(from);
        return new Step.Close(
                place, from, number(content, "code"), content.path("reason").stringValueOpt());
    }

    private Step fault(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        Map.Entry<String, JsonNode> fault = content.properties().iterator().next();
        ObjectNode details = fault.getValue() instanceof ObjectNode given ? given : Json.object();
        names.value(details, inside.appendProperty(fault.getKey()));
        Step.Fault step = new Step.Fault(place, fault.getKey(), details);
        if (!step.ofHandshakes()) {
            connections.checkOpen(place);
        }
        if (OpenedConnections.isEnd(step.name())) {
            connections.ended(place);
        }
        return step;
    }

    private Step repeat(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        int times = content.path("times").intValue();
        Optional<String> index = content.path("as").stringValueOpt();
        Set<String> before = names.bound();
        index.ifPresent(names::bind);
        repeated *= times;
        List<Step> steps = steps(content.path("steps"), inside.appendProperty("steps"));
        repeated /= times;
        names.forgetAllBut(before);
        return new Step.Repeat(place, times, index, steps);
    }

    private Step group(boolean ordered, JsonNode list, Place place, JsonPointer inside) throws ScenarioError {
        List<Step> steps = steps(list, inside);
        for (Step step : steps) {
            if (ordered && step.by().isEmpty()) {
                throw new ScenarioError(
                        step.at(), "\"inOrder\" compares what sides do; this step shows nothing that one does");
            }
        }
        return new Step.Group(place, ordered, steps);
    }

    private Step checkpoint(JsonNode why, Place place, JsonPointer inside) throws ScenarioError {
        connections.checkOpen(place);
        return new Step.Checkpoint(place, why.stringValue());
    }

    /** Reads the rules that run beside the steps. What they bind is theirs. */
    List<Scenario.Rule> rules(JsonNode list, JsonPointer place) throws ScenarioError {
        List<Scenario.Rule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonPointer pointer = place.appendIndex(i);
            Direction of = list.get(i).has(Direction.CLIENT.label()) ? Direction.CLIENT : Direction.SERVER;
            Set<String> before = names.bound();
            JsonNode pattern = names.pattern(list.get(i).path(of.label()), pointer.appendProperty(of.label()));
            List<Step.Message> then = new ArrayList<>();
            JsonNode answers = list.get(i).path("then");
            for (int j = 0; j < answers.size(); j++) {
                then.add(answer(
                        of, answers.get(j), pointer.appendProperty("then").appendIndex(j)));
            }
            names.forgetAllBut(before);
            rules.add(new Scenario.Rule(yaml.at(pointer), of, pattern, List.copyOf(then)));
        }
        return List.copyOf(rules);
    }

    private Step.Message answer(Direction of, JsonNode step, JsonPointer pointer) throws ScenarioError {
        Place place = new Place(yaml.at(pointer), Optional.empty(), Optional.empty(), Optional.empty());
        String side = of.other().label();
        if (!step.has(side)) {
            throw new ScenarioError(
                    place.at(),
                    "what follows on a frame of the " + of.label() + " is a frame of the " + side + "; this step is \""
                            + chosen(step, KINDS) + "\"");
        }
        return new Step.Message(place, of.other(), names.pattern(step.path(side), pointer.appendProperty(side)));
    }

    private void checkUser(JsonPointer inside, String name) throws ScenarioError {
        ScenarioReader.checkUser(yaml, inside.appendProperty("as"), name, cast.users());
    }

    private void checkNamed(JsonNode content, JsonPointer inside, String member, String what, Set<String> known)
            throws ScenarioError {
        String name = content.path(member).stringValue("");
        if (content.path(member) instanceof StringNode && !known.contains(name)) {
            throw new ScenarioError(
                    yaml.at(inside.appendProperty(member)),
                    "no app step before this calls a " + what + " \"" + name + "\"" + DidYouMean.suffix(name, known));
        }
    }
}
