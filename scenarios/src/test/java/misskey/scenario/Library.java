package misskey.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios of the library, as files. */
final class Library {
    private static final List<String> FOLDERS = List.of("documented", "faults", "bugs", "dialects");

    private Library() {}

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : FOLDERS) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> inside = Files.list(Path.of(folder))) {
                    inside.sorted().forEach(files::add);
                }
            }
        }
        return files;
    }
}
