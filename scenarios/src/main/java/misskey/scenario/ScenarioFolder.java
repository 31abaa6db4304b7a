package misskey.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which files of a folder are scenarios. */
public final class ScenarioFolder {
    private ScenarioFolder() {}

    /** The scenario files below a folder, by path. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(ScenarioFolder::isScenario)
                    .sorted()
                    .toList();
        }
    }

    /** Whether a file's name is that of a scenario: it ends in {@code .yaml} or {@code .yml}. */
    public static boolean isScenario(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
