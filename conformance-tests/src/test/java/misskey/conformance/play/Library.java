package misskey.conformance.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import misskey.scenario.Scenario;
import misskey.scenario.ScenarioError;
import misskey.scenario.ScenarioFolder;
import misskey.scenario.ScenarioReader;

/** The files of the scenario library. */
final class Library {
    private static final Path HOME = Path.of("../scenarios");
    private static final List<String> FOLDERS = List.of("documented", "dialects", "faults", "bugs");

    private static final Map<String, List<Scenario>> SCENARIOS = FOLDERS.stream()
            .collect(Collectors.toMap(Function.identity(), Library::folder, (one, other) -> one, LinkedHashMap::new));

    private Library() {}

    /** Every scenario, folder by folder. */
    static List<Scenario> scenarios() {
        return scenariosOf(FOLDERS.toArray(String[]::new));
    }

    /** Those of some folders. */
    static List<Scenario> scenariosOf(String... folders) {
        return Stream.of(folders)
                .flatMap(folder -> SCENARIOS.getOrDefault(folder, List.of()).stream())
                .toList();
    }

    private static List<Scenario> folder(String name) {
        try {
            return ScenarioFolder.files(HOME.resolve(name)).stream()
                    .map(Library::read)
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
