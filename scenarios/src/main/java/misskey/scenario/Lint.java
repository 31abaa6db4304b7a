package misskey.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import misskey.protocol.Dialect;
import misskey.protocol.Requirement;
import misskey.protocol.Requirements;
import tools.jackson.core.JsonPointer;

/**
 * Finds every mistake of a file: what the reader refuses, and what can be read and is a mistake all the same because it judges
 * less than it seems to.
 */
public final class Lint {
    private final SourceText source;
    private final Set<String> endpoints;

    private Lint(SourceText source, Set<String> endpoints) {
        this.source = source;
        this.endpoints = endpoints;
    }

    /**
     * The mistakes of a file in the order of their places; empty where it is right. Where the reader refuses it, that is
     * all that is told.
     *
     * @param endpoints those that a {@code do} may call
     */
    public static List<ScenarioError> check(Path file, Set<String> endpoints) {
        try {
            return new Lint(ScenarioReader.source(file), endpoints).mistakes();
        } catch (ScenarioError unreadable) {
            return List.of(unreadable);
        }
    }

    /** As {@link #check(Path, Set)}, of a text; {@code file} is what messages call it. */
    public static List<ScenarioError> check(String file, String text, Set<String> endpoints) {
        try {
            return new Lint(SourceText.of(file, text), endpoints).mistakes();
        } catch (ScenarioError unreadable) {
            return List.of(unreadable);
        }
    }

    private List<ScenarioError> mistakes() throws ScenarioError {
        Mistakes refused = Mistakes.kept();
        List<ScenarioError> found = new ArrayList<>();
        try {
            Scenario scenario = ScenarioReader.parse(source, refused);
            if (refused.count() == 0) {
                LocatedYaml yaml = LocatedYaml.read(source);
                comment(scenario, found);
                covered(scenario, yaml, found);
                found.addAll(UnusedNames.in(scenario, yaml));
                found.addAll(UnknownWords.in(scenario, endpoints));
            }
        } catch (ScenarioError stop) {
            refused.add(stop);
        }
        found.addAll(refused.all());
        return found.stream()
                .sorted(Comparator.comparing((ScenarioError mistake) ->
                                mistake.at().map(Location::line).orElse(0))
                        .thenComparing(
                                mistake -> mistake.at().map(Location::column).orElse(0)))
                .toList();
    }

    private void comment(Scenario scenario, List<ScenarioError> found) {
        if (scenario.comment().isEmpty()) {
            found.add(
                    new ScenarioError(
                            new Location(source.file(), 1, 1),
                            "no comment says what the file is about: begin it with a line \"# …\", which lists and reports show"));
        }
    }

    private static void covered(Scenario scenario, Located yaml, List<ScenarioError> found) {
        for (int i = 0; i < scenario.covers().size(); i++) {
            Requirement requirement = Requirements.all().get(scenario.covers().get(i));
            Location at = yaml.at(JsonPointer.compile("/covers/" + i));
            if (scenario.plays().stream().noneMatch(requirement.binds()::binds)) {
                String played = scenario.plays().get(0).label();
                found.add(new ScenarioError(
                        at,
                        requirement.id() + " binds the "
                                + scenario.plays().get(0).other().label() + ", and the file is played to a " + played
                                + " only: cover something that a " + played
                                + " must do, or play it to the other side"));
            } else if (dialects(scenario).stream()
                    .noneMatch(dialect -> requirement.in(dialect.name()).applies())) {
                found.add(new ScenarioError(
                        at,
                        requirement.id() + " is not required in "
                                + dialects(scenario).stream().map(Dialect::name).collect(Collectors.joining(", "))
                                + ", where alone the file holds"));
            }
        }
    }

    /** The dialects a file holds in. */
    static List<Dialect> dialects(Scenario scenario) {
        return (scenario.dialects().isEmpty() ? Dialect.NAMES : scenario.dialects())
                .stream().map(Dialect::named).toList();
    }
}
