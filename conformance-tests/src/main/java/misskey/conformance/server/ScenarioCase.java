package misskey.conformance.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import misskey.protocol.Dialect;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;

/**
 * A scenario of the library as a case: it is played once, and decides about every requirement that it is the case of.
 *
 * @param requirements their ids; never empty
 */
record ScenarioCase(Scenario scenario, List<String> requirements) {
    private static final List<String> FOLDERS = List.of("documented", "dialects");

    /** Read at the first use, several files at a time. */
    private static final class Library {
        static final List<Scenario> SCENARIOS =
                FOLDERS.stream()
                        .flatMap(folder -> ScenarioReader.libraryPaths(folder).stream())
                        .toList()
                        .parallelStream()
                        .map(ScenarioCase::read) // in the class around this one, which is ready: other threads wait for
                        // no one
                        .toList();
    }

    /**
     * The cases of a dialect: each requirement has the scenario that is about the fewest others.
     *
     * @param among which requirements need one
     */
    static List<ScenarioCase> of(Dialect dialect, Predicate<Requirement> among, List<Requirement> requirements) {
        Map<Scenario, List<String>> cases = new LinkedHashMap<>();
        List<Scenario> here = Library.SCENARIOS.stream()
                .filter(scenario -> scenario.judges(Direction.SERVER) && scenario.holdsIn(dialect.name()))
                .toList();
        for (Requirement requirement : requirements) {
            if (among.test(requirement)) {
                here.stream()
                        .filter(scenario -> scenario.covers().contains(requirement.id()))
                        .min(ScenarioCase::compare)
                        .ifPresent(scenario -> cases.computeIfAbsent(scenario, first -> new ArrayList<>())
                                .add(requirement.id()));
            }
        }
        return cases.entrySet().stream()
                .map(one -> new ScenarioCase(one.getKey(), List.copyOf(one.getValue())))
                .toList();
    }

    /** A file that is written for some dialects goes before one for all: it says what holds there. */
    private static int compare(Scenario one, Scenario other) {
        int dialects =
                Boolean.compare(one.dialects().isEmpty(), other.dialects().isEmpty());
        return dialects != 0
                ? dialects
                : Integer.compare(one.covers().size(), other.covers().size());
    }

    /** The requirements that the library has a scenario for in a dialect. */
    static Stream<String> requirements(Dialect dialect) {
        return Library.SCENARIOS.stream()
                .filter(scenario -> scenario.judges(Direction.SERVER) && scenario.holdsIn(dialect.name()))
                .flatMap(scenario -> scenario.covers().stream())
                .distinct();
    }

    private static Scenario read(String path) {
        try {
            return ScenarioReader.library(path);
        } catch (ScenarioError broken) {
            throw new IllegalStateException("the library is broken: " + broken.getMessage(), broken);
        }
    }

    @Override
    public String toString() {
        return scenario.title();
    }
}
