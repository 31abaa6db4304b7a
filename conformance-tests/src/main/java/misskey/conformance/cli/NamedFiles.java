package misskey.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioFolder;
import misskey.scenario.ScenarioReader;

/**
 * The scenarios that a command line names, read.
 *
 * @param byFile in the order in which they are named; those of a folder by path
 */
record NamedFiles(Map<Path, Scenario> byFile) {
    /** Reads files, and the files of folders; throws with the mistakes of all of them. */
    static NamedFiles read(List<Path> named) throws CannotRun {
        Map<Path, Scenario> scenarios = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        for (Path path : named) {
            for (Path file : files(path)) {
                try {
                    scenarios.put(file, ScenarioReader.read(file));
                } catch (ScenarioError broken) {
                    mistakes.add(String.valueOf(broken.getMessage()));
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw CannotRun.usage(String.join(System.lineSeparator(), mistakes));
        }
        return new NamedFiles(scenarios);
    }

    private static List<Path> files(Path path) throws CannotRun {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try {
            List<Path> found = ScenarioFolder.files(path);
            if (found.isEmpty()) {
                throw CannotRun.usage(path + ": no scenario is in this folder; they end in .yaml");
            }
            return found;
        } catch (IOException unreadable) {
            throw CannotRun.usage(path + ": cannot be read: " + unreadable.getMessage());
        }
    }

    List<Path> files() {
        return List.copyOf(byFile.keySet());
    }

    List<Scenario> scenarios() {
        return List.copyOf(byFile.values());
    }

    int size() {
        return byFile.size();
    }

    /** The accounts of all of them. */
    List<String> accounts() {
        Set<String> accounts = new LinkedHashSet<>();
        byFile.values().forEach(scenario -> accounts.addAll(scenario.cast().users()));
        return List.copyOf(accounts);
    }
}
