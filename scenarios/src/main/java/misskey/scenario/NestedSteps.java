package misskey.scenario;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import misskey.protocol.Direction;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Reads the steps that have steps in them. */
final class NestedSteps {
    private final Known known;
    private final StepReader reader;

    NestedSteps(Known known, StepReader reader) {
        this.known = known;
        this.reader = reader;
    }

    Step never(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        String connection = known.connections().check(place);
        String account = known.connections().account(place);
        boolean report = content.has("seen");
        Direction of = content.has(Direction.SERVER.label()) ? Direction.SERVER : Direction.CLIENT;
        String side = report ? "seen" : of.label();
        if (report) {
            known.roles().check(known.at(inside), side);
            known.checkReport(content.path(side), inside.appendProperty(side));
        }
        known.roles().judges(of);
        JsonNode pattern = known.names().condition(content.path(side), inside.appendProperty(side));
        JsonPointer untilPlace = inside.head().appendProperty("until");
        List<Step> until = reader.nested(known.root().at(untilPlace), untilPlace);
        Step last = last(until, of);
        if (!last.by().equals(Optional.of(of))) {
            throw new ScenarioError(
                    last.at(),
                    "\"until\" ends in something that the " + of.label()
                            + " does, for its silence up to then to mean something; this step is not of that kind");
        }
        String lastOn = known.connections().check(last.place());
        boolean same = report ? known.connections().account(last.place()).equals(account) : lastOn.equals(connection);
        if (!same) {
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

    Step repeat(JsonNode content, Place place, JsonPointer inside) throws ScenarioError {
        int times = content.path("times").intValue();
        Optional<String> index = content.path("as").stringValueOpt();
        Set<String> before = known.names().bound();
        index.ifPresent(known.names()::bind);
        known.connections().repeat(times);
        try {
            List<Step> steps = reader.nested(content.path("steps"), inside.appendProperty("steps"));
            return new Step.Repeat(place, times, index, steps);
        } finally {
            known.connections().repeated(times);
            known.names().forgetAllBut(before);
        }
    }

    Step group(boolean ordered, JsonNode list, Place place, JsonPointer inside) throws ScenarioError {
        List<Step> steps = reader.nested(list, inside);
        for (Step step : steps) {
            if (ordered && step.by().isEmpty()) {
                throw new ScenarioError(
                        step.at(), "\"inOrder\" compares what sides do; this step shows nothing that one does");
            }
        }
        return new Step.Group(place, ordered, steps);
    }
}
