package misskey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Direction;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the rules that run beside the steps. What they bind is theirs. */
final class RuleReader {
    private final Known known;
    private final Mistakes mistakes;

    RuleReader(Known known, Mistakes mistakes) {
        this.known = known;
        this.mistakes = mistakes;
    }

    List<Scenario.Rule> rules(JsonNode list, JsonPointer place) throws ScenarioError {
        List<Scenario.Rule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Set<String> before = known.names().bound();
            try {
                rules.add(rule(list.get(i), place.appendIndex(i)));
            } catch (ScenarioError mistake) {
                mistakes.add(mistake);
            }
            known.names().forgetAllBut(before);
        }
        return List.copyOf(rules);
    }

    private Scenario.Rule rule(JsonNode rule, JsonPointer pointer) throws ScenarioError {
        Direction of = rule.has(Direction.CLIENT.label()) ? Direction.CLIENT : Direction.SERVER;
        JsonNode pattern = known.names().pattern(rule.path(of.label()), pointer.appendProperty(of.label()));
        List<Step.Message> then = new ArrayList<>();
        JsonNode answers = rule.path("then");
        for (int j = 0; j < answers.size(); j++) {
            then.add(answer(of, answers.get(j), pointer.appendProperty("then").appendIndex(j)));
        }
        return new Scenario.Rule(known.at(pointer), of, pattern, List.copyOf(then));
    }

    private Step.Message answer(Direction of, JsonNode step, JsonPointer pointer) throws ScenarioError {
        Place place = new Place(known.at(pointer), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        String side = of.other().label();
        if (!step.has(side)) {
            throw new ScenarioError(
                    place.at(),
                    "what follows on a frame of the " + of.label() + " is a frame of the " + side + "; this step is \""
                            + Known.chosen(step, StepReader.KINDS) + "\"");
        }
        return new Step.Message(
                place, of.other(), known.names().pattern(step.path(side), pointer.appendProperty(side)));
    }
}
