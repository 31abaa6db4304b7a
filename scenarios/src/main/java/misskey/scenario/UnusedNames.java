package misskey.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Finds what a file gives a name to, or has in its world, and then never speaks of. */
final class UnusedNames extends StepWalk {
    private static final Pattern MENTION = Pattern.compile("@(\\w+)");

    private final Scenario scenario;
    private final List<Named> named = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> writtenShort = new HashSet<>();

    private UnusedNames(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Something with a name, and what to write where nothing uses it. */
    private record Named(Location at, String name, String instead) {}

    static List<ScenarioError> in(Scenario scenario, LocatedYaml yaml) {
        UnusedNames names = new UnusedNames(scenario);
        names.world(yaml);
        for (Scenario.Rule rule : scenario.background()) {
            names.look(
                    rule.pattern(),
                    rule.at(),
                    scenario.plays().contains(rule.of().other()));
            names.walk(rule.then());
        }
        names.walk(scenario.steps());
        return names.named.stream()
                .filter(each -> !names.used.contains(each.name))
                .map(each ->
                        new ScenarioError(each.at, "nothing in the file uses \"" + each.name + "\": " + each.instead))
                .toList();
    }

    private void world(LocatedYaml yaml) {
        JsonNode world = yaml.root().path("world");
        for (int i = 0; i < world.path("users").size(); i++) {
            JsonPointer place = JsonPointer.compile("/world/users/" + i);
            named.add(new Named(yaml.at(place), scenario.cast().users().get(i), "leave the account out of the world"));
        }
        for (String note : scenario.cast().notes().keySet()) {
            JsonPointer place = JsonPointer.compile("/world/notes").appendProperty(note);
            named.add(new Named(yaml.at(place), note, "leave the note out of the world"));
        }
        scenario.cast().follows().forEach(follow -> {
            used.add(follow.follower());
            used.add(follow.followee());
        });
        scenario.cast().notes().values().forEach(post -> {
            used.add(post.by());
            look(StringNode.valueOf(post.text()), new Location(scenario.file(), 1, 1), false);
        });
    }

    @Override
    void each(Step step) {
        step.place().on().ifPresent(used::add);
    }

    @Override
    public Step open(Step.Open step) {
        party(step.party(), step.at());
        return step;
    }

    @Override
    public Step refused(Step.Refused step) {
        party(step.party(), step.at());
        return step;
    }

    private void party(Party party, Location at) {
        used.add(party.name());
        party.token().ifPresent(token -> look(StringNode.valueOf(token), at, false));
    }

    @Override
    public Step app(Step.App step) {
        look(step.operand(), step.at(), false);
        step.params().ifPresent(params -> look(params, step.at(), false));
        switch (step.command()) {
            case "disconnect", "send" -> used.add(step.operand().stringValue(""));
            case "connect", "call" ->
                step.as().ifPresent(name -> {
                    named.add(new Named(step.at(), name, "leave \"as\" out"));
                    writtenShort.add(step.at() + " " + name);
                });
            default -> {}
        }
        return step;
    }

    @Override
    public Step message(Step.Message step) {
        look(step.frame(), step.at(), scenario.judges(step.from().other()));
        return step;
    }

    @Override
    public Step act(Step.Do step) {
        used.add(step.as());
        look(step.with(), step.at(), false);
        step.bind().forEach(bind -> named.add(new Named(step.at(), bind.name(), "leave it out of \"bind\"")));
        return step;
    }

    @Override
    public Step reply(Step.Reply step) {
        look(step.to(), step.at(), false);
        look(step.content(), step.at(), false);
        return step;
    }

    @Override
    public Step call(Step.Call step) {
        step.party().map(Party::name).ifPresent(used::add);
        look(step.with(), step.at(), false);
        return step;
    }

    @Override
    public Step seen(Step.Seen step) {
        look(step.report(), step.at(), false);
        report(step.report());
        return step;
    }

    @Override
    public Step never(Step.Never step) {
        look(step.pattern(), step.at(), false);
        report(step.pattern());
        return super.never(step);
    }

    @Override
    public Step fault(Step.Fault step) {
        look(step.details(), step.at(), false);
        return step;
    }

    @Override
    public Step repeat(Step.Repeat step) {
        step.index().ifPresent(name -> named.add(new Named(step.at(), name, "leave \"as\" out")));
        return super.repeat(step);
    }

    private void report(JsonNode report) {
        used.add(report.path("channel").stringValue(""));
        used.add(report.path("response").stringValue(""));
    }

    /**
     * Notes the names that a pattern binds and those it refers to.
     *
     * @param sent whether the kit sends it in one of the directions: then a name is also what makes up the value
     */
    private void look(JsonNode pattern, Location at, boolean sent) {
        Optional<Operator> operator = Operator.in(pattern);
        if (operator.equals(Optional.of(Operator.LIT))) {
            return;
        }
        if (operator.equals(Optional.of(Operator.BIND))) {
            String name = pattern.path(Operator.BIND.word()).stringValue("");
            if (writtenShort.contains(at + " " + name)) { // the short form needs its name
                named.removeIf(each -> each.at.equals(at) && each.name.equals(name));
            } else if (!sent) {
                named.add(new Named(at, name, "write {$any: true} in its place"));
            }
        }
        Matcher mention = MENTION.matcher(pattern.stringValue(""));
        while (mention.find()) {
            used.add(mention.group(1));
        }
        Matcher reference = Bindings.REFERENCE.matcher(pattern.stringValue(""));
        while (reference.find()) {
            used.add(reference.group(1).replaceAll("\\..*", ""));
        }
        pattern.forEach(inner -> look(inner, at, sent));
    }
}
