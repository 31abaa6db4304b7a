package misskey.conformance.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioReader;

/** The files of the scenario library. */
final class Library {
    private static final Path HOME = Path.of("../scenarios");
    private static final List<String> FOLDERS = List.of("documented", "dialects", "faults", "bugs");

    private static final List<Scenario> SCENARIOS = FOLDERS.stream()
            .map(HOME::resolve)
            .filter(Files::isDirectory)
            .flatMap(folder -> files(folder).stream())
            .map(Library::read)
            .toList();

    private Library() {}

    /** Every scenario, folder by folder. */
    static List<Scenario> scenarios() {
        return SCENARIOS;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Scenario read(Path file) {
        try {
            return ScenarioReader.read(file);
        } catch (ScenarioError broken) {
            throw new IllegalStateException(broken.getMessage(), broken);
        }
    }
}
