package misskey.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.conformance.client.NamedScenario;
import misskey.protocol.DidYouMean;
import misskey.protocol.Direction;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioFolder;
import misskey.scenario.ScenarioReader;

/** Which scenarios a client is judged by: the library's, or files and folders, and of these what patterns say. */
final class ScenarioSelection {
    private static final String LIBRARY = "documented";
    private static final String ENDING = ".yaml";

    private ScenarioSelection() {}

    /** The scenarios of the library that judge a client. */
    static List<NamedScenario> library() {
        List<NamedScenario> all = new ArrayList<>();
        for (String path : ScenarioReader.libraryPaths(LIBRARY)) {
            try {
                add(all, withoutEnding(path), ScenarioReader.library(path));
            } catch (ScenarioError broken) {
                throw new IllegalStateException("the library is broken: " + broken.getMessage(), broken);
            }
        }
        return all;
    }

    /** Those of files, and of the files below folders. */
    static List<NamedScenario> files(List<Path> paths) throws CannotRun {
        List<NamedScenario> all = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : filesIn(path)) {
                try {
                    Scenario scenario = ScenarioReader.read(file);
                    if (Files.isDirectory(path) || scenario.judges(Direction.CLIENT)) {
                        add(all, nameOf(file), scenario);
                    } else {
                        throw CannotRun.usage(
                                file + ": this scenario judges servers only (plays: [server]); play it with"
                                        + " `misskey-kit play`");
                    }
                } catch (ScenarioError broken) {
                    throw CannotRun.usage(String.valueOf(broken.getMessage()));
                }
            }
        }
        return unlike(all);
    }

    private static void add(List<NamedScenario> all, String name, Scenario scenario) {
        if (scenario.judges(Direction.CLIENT)) {
            all.add(new NamedScenario(name, scenario));
        }
    }

    private static List<Path> filesIn(Path path) throws CannotRun {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            return ScenarioFolder.files(path);
        } catch (IOException unreadable) {
            throw CannotRun.usage("--scenario " + path + ": cannot be read: " + unreadable.getMessage());
        }
    }

    /** The folder's name and the file's, as the library has them. */
    private static String nameOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        String around = folder == null || folder.getFileName() == null ? "" : folder.getFileName() + "/";
        return withoutEnding(around + file.getFileName());
    }

    private static String withoutEnding(String path) {
        return path.endsWith(ENDING) ? path.substring(0, path.length() - ENDING.length()) : path;
    }

    /** Files of one name in several folders get a number. */
    private static List<NamedScenario> unlike(List<NamedScenario> all) {
        Map<String, Integer> times = new HashMap<>();
        return all.stream()
                .map(each -> {
                    int nth = times.merge(each.name(), 1, Integer::sum);
                    return nth == 1 ? each : new NamedScenario(each.name() + "-" + nth, each.scenario());
                })
                .toList();
    }

    /** What is chosen of them. */
    static List<NamedScenario> of(List<NamedScenario> all, Selection selection) throws CannotRun {
        return selection.of(all, ScenarioSelection::names, pattern -> {
            Set<String> known = new HashSet<>();
            all.forEach(each -> known.addAll(names(each)));
            return "no scenario is called, and none covers, \"" + pattern + "\"" + DidYouMean.suffix(pattern, known);
        });
    }

    /** What a scenario can be selected by: its file, with folder and ending or without, and the requirements it covers. */
    private static List<String> names(NamedScenario scenario) {
        String whole = scenario.name();
        String file = whole.substring(whole.lastIndexOf('/') + 1);
        List<String> names = new ArrayList<>(List.of(whole, file, whole + ENDING, file + ENDING));
        names.addAll(scenario.scenario().covers());
        return names;
    }
}
