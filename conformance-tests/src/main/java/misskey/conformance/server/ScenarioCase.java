package misskey.conformance.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import misskey.protocol.Direction;
import misskey.protocol.Requirement;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioHead;
import misskey.scenario.ScenarioReader;

/**
 * A scenario of the library as a case: it is played once, and decides about every requirement that it is the case of.
 *
 * @param requirements their ids; never empty
 */
record ScenarioCase(ScenarioHead head, List<String> requirements) {
    private static final List<String> FOLDERS = List.of("documented", "dialects");

    private static final Map<String, Scenario> READ = new ConcurrentHashMap<>();

    /** What there is to choose from, read at the first use. */
    private static final class Library {
        static final List<ScenarioHead> HEADS = FOLDERS.stream()
                .flatMap(folder -> ScenarioReader.libraryPaths(folder).stream())
                .map(ScenarioCase::head)
                .filter(head -> head.judges(Direction.SERVER))
                .toList();
    }

    /**
     * The cases of a dialect: each requirement has the scenario that is about the fewest others.
     *
     * @param among which requirements need one
     */
    static List<ScenarioCase> of(String dialect, Predicate<Requirement> among, List<Requirement> requirements) {
        Map<ScenarioHead, List<String>> cases = new LinkedHashMap<>();
        List<ScenarioHead> here =
                Library.HEADS.stream().filter(head -> head.holdsIn(dialect)).toList();
        for (Requirement requirement : requirements) {
            if (among.test(requirement)) {
                here.stream()
                        .filter(head -> head.covers().contains(requirement.id()))
                        .min(ScenarioCase::compare)
                        .ifPresent(head -> cases.computeIfAbsent(head, first -> new ArrayList<>())
                                .add(requirement.id()));
            }
        }
        return cases.entrySet().stream()
                .map(one -> new ScenarioCase(one.getKey(), List.copyOf(one.getValue())))
                .toList();
    }

    /** A file that is written for some dialects goes before one for all: it says what holds there. */
    private static int compare(ScenarioHead one, ScenarioHead other) {
        int dialects =
                Boolean.compare(one.dialects().isEmpty(), other.dialects().isEmpty());
        return dialects != 0
                ? dialects
                : Integer.compare(one.covers().size(), other.covers().size());
    }

    /** The requirements that the library has a scenario for in a dialect. */
    static Stream<String> requirements(String dialect) {
        return Library.HEADS.stream()
                .filter(head -> head.holdsIn(dialect))
                .flatMap(head -> head.covers().stream())
                .distinct();
    }

    /** The whole scenario, read when it is first asked for: by the case, beside the others. */
    Scenario scenario() {
        return READ.computeIfAbsent(head.path(), ScenarioCase::read);
    }

    private static ScenarioHead head(String path) {
        try {
            return ScenarioReader.libraryHead(path);
        } catch (ScenarioError broken) {
            throw brokenLibrary(broken);
        }
    }

    private static Scenario read(String path) {
        try {
            return ScenarioReader.library(path);
        } catch (ScenarioError broken) {
            throw brokenLibrary(broken);
        }
    }

    private static IllegalStateException brokenLibrary(ScenarioError broken) {
        return new IllegalStateException("the library is broken: " + broken.getMessage(), broken);
    }

    @Override
    public String toString() {
        return head.title();
    }
}
